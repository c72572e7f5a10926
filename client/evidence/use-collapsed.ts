import { useState } from 'react'

const KEY = 'redstring-inspector-collapsed'

/** Whether a part of the inspector is folded away, remembered in this browser. */
export function useCollapsed(name: string): [boolean, (isCollapsed: boolean) => void] {
  const [isCollapsed, setCollapsed] = useState(() => collapsedNames().includes(name))
  const set = (next: boolean) => {
    setCollapsed(next)
    const others = collapsedNames().filter((each) => each !== name)
    remember(next ? [...others, name] : others)
  }
  return [isCollapsed, set]
}

function collapsedNames(): string[] {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(KEY) ?? '[]')
    return Array.isArray(kept) ? kept.filter((each) => typeof each === 'string') : []
  } catch {
    // A browser that keeps nothing, or something that is not ours: all is open.
    return []
  }
}

function remember(names: string[]): void {
  try {
    localStorage.setItem(KEY, JSON.stringify(names))
  } catch {
    // A browser that keeps nothing forgets it with the page.
  }
}
