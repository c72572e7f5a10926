import { useLayoutEffect, useRef, useState, type KeyboardEvent, type RefObject } from 'react'
import { titleOf } from '../../../shared/evidence/wording.ts'
import type { Node } from './tree.ts'

const PAGE = 12
const TYPING_MS = 700

/** One Tab stop for the whole tree, and the keys of the ARIA tree pattern, typing a name included. */
export function useTreeKeys(
  tree: RefObject<HTMLElement | null>,
  {
    nodes,
    indexOf,
    turn,
    press,
    bringIn,
    takesFocus,
  }: {
    nodes: readonly Node[]
    indexOf: (path: string) => number
    /** Opens what is closed and closes what is open, all of these. */
    turn: (paths: readonly string[]) => void
    press: (node: Node) => void
    bringIn: (at: number) => void
    /** The tree was asked for, so walking it is what one wants next. */
    takesFocus: boolean
  },
) {
  const [activePath, setActive] = useState<string | null>(null)
  const wantsFocus = useRef(takesFocus)
  const typed = useRef({ text: '', at: -Infinity })
  const found = activePath === null ? -1 : indexOf(activePath)
  const at = Math.max(0, found)
  const node = nodes[at]

  useLayoutEffect(() => {
    if (!wantsFocus.current || !node) return
    wantsFocus.current = false
    tree.current
      ?.querySelector<HTMLElement>(`[data-path="${CSS.escape(node.path)}"]`)
      ?.focus({ preventScroll: true })
  })

  const goTo = (next: number) => {
    const to = nodes[Math.min(Math.max(next, 0), nodes.length - 1)]
    if (!to) return
    wantsFocus.current = true
    bringIn(indexOf(to.path))
    setActive(to.path)
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (!node || event.altKey || event.ctrlKey || event.metaKey) return
    const isTyping = event.timeStamp - typed.current.at < TYPING_MS
    if (event.key === 'Enter' || (event.key === ' ' && !isTyping)) {
      event.preventDefault()
      press(node)
      return
    }
    if (event.key === '*') {
      event.preventDefault()
      turn(closedBeside(nodes, node))
      return
    }
    const isTurn =
      (event.key === 'ArrowRight' && node.isOpen === false) ||
      (event.key === 'ArrowLeft' && node.isOpen === true)
    if (isTurn) {
      event.preventDefault()
      turn([node.path])
      return
    }
    const next = placeAfter(event.key, { nodes, at }) ?? named(event, nodes, at, typed.current)
    if (next === null) return
    event.preventDefault()
    goTo(next)
  }
  return { active: node?.path ?? null, activeNode: node, setActive, goTo, onKeyDown }
}

function placeAfter(
  key: string,
  { nodes, at }: { nodes: readonly Node[]; at: number },
): number | null {
  const level = nodes[at]?.level ?? 1
  switch (key) {
    case 'ArrowDown':
      return at + 1
    case 'ArrowUp':
      return at - 1
    case 'ArrowRight':
      return nodes[at]?.isOpen ? at + 1 : at
    case 'ArrowLeft': {
      const parent = nodes.slice(0, at).findLastIndex((node) => node.level < level)
      return parent < 0 ? at : parent
    }
    case 'PageDown':
      return at + PAGE
    case 'PageUp':
      return at - PAGE
    case 'Home':
      return 0
    case 'End':
      return nodes.length - 1
    default:
      return null
  }
}

/** The next node whose name begins with what is being typed. */
function named(
  { key, timeStamp }: KeyboardEvent,
  nodes: readonly Node[],
  at: number,
  typed: { text: string; at: number },
): number | null {
  if (key.length !== 1) return null
  typed.text = timeStamp - typed.at < TYPING_MS ? typed.text + key : key
  typed.at = timeStamp
  const asked = typed.text.toLocaleLowerCase()
  const start = asked.length === 1 ? at + 1 : at
  const inTurn = [...nodes.slice(start), ...nodes.slice(0, start)]
  const found = inTurn.find((node) => nameOf(node).toLocaleLowerCase().startsWith(asked))
  return found ? nodes.indexOf(found) : null
}

function nameOf(node: Node): string {
  return node.type === 'group' ? node.label : titleOf(node.item)
}

/** Closed branches beside this one, under the same parent. */
function closedBeside(nodes: readonly Node[], node: Node): string[] {
  const parent = node.path.slice(0, node.path.lastIndexOf('/'))
  return nodes
    .filter(
      ({ path, level, isOpen }) =>
        isOpen === false &&
        level === node.level &&
        (level === 1 || path.slice(0, path.lastIndexOf('/')) === parent),
    )
    .map(({ path }) => path)
}
