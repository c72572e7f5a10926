import { useState } from 'react'

const KEY = 'redstring-inspector-collapsed'

/** Whether a part of the inspector is folded away, remembered in this browser where it is not as at first. */
export function useCollapsed(
  name: string,
  isCollapsedAtFirst = false,
): [boolean, (isCollapsed: boolean) => void] {
  const kept = isCollapsedAtFirst ? `open:${name}` : name
  const [isOtherwise, setOtherwise] = useState(() => collapsedNames().includes(kept))
  const set = (isCollapsed: boolean) => {
    const next = isCollapsed !== isCollapsedAtFirst
    setOtherwise(next)
    const others = collapsedNames().filter((each) => each !== kept)
    remember(next ? [...others, kept] : others)
  }
  return [isOtherwise !== isCollapsedAtFirst, set]
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
