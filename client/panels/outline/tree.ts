import { relations, type RelationType } from '../../../shared/board/relations.ts'
import type { Tie } from '../../../shared/board/graph.ts'
import { tiesAt } from '../../../shared/board/ties-by-item.ts'
import type { Evidence, EvidenceId } from '../../../shared/evidence/kinds.ts'
import { outlineMessages as words } from './outline-messages.ts'

export type Group = { key: string; label: string; items: readonly EvidenceId[] }

/** A tie as it reads from one of its ends. */
export type TieFrom = {
  relation: RelationType | null
  direction: 'to' | 'from'
  other: EvidenceId
  arrowId: string
}

type Common = {
  /** The way from the top, unique in the tree. */
  path: string
  /** From 1, as ARIA counts. */
  level: number
  /** Among how many of its level under one parent, and which of them, from 1. */
  setSize: number
  place: number
  /** Null where there is nothing below. */
  isOpen: boolean | null
}
export type Node = Common &
  (
    | { type: 'group'; label: string; count: number }
    | {
        type: 'item'
        item: Evidence
        /** How it is tied to the one above; null right below a group. */
        tie: TieFrom | null
        /** It stands further up on this branch: its ties are there, so that no walk goes round in circles. */
        isAbove: boolean
      }
  )

/** The ties at an item as they read from there. */
export function tiesFrom(ties: readonly Tie[], id: EvidenceId): TieFrom[] {
  return tiesAt(ties, id).map(({ from, to, relation, arrowId }) =>
    from === id
      ? { relation, direction: 'to', other: to, arrowId }
      : { relation, direction: 'from', other: from, arrowId },
  )
}

type Board = {
  groups: readonly Group[]
  get: (id: EvidenceId) => Evidence | undefined
  ties: readonly Tie[]
  /** Paths that somebody has opened or closed: groups are open at first, items closed. */
  turned: ReadonlySet<string>
}

/** What of the tree is to be seen, from top to bottom. Only what is open is walked. */
export function visibleNodes(board: Board): Node[] {
  const nodes: Node[] = []
  board.groups.forEach(({ key, label, items }, at) => {
    const path = key
    const isOpen = !board.turned.has(path)
    nodes.push({
      type: 'group',
      path,
      level: 1,
      setSize: board.groups.length,
      place: at + 1,
      isOpen,
      label,
      count: items.length,
    })
    if (!isOpen) return
    const found = items.flatMap((id) => board.get(id) ?? [])
    found.forEach((item, at) =>
      walk(board, nodes, {
        path: `${path}/${item.id}`,
        item,
        tie: null,
        above: [],
        setSize: found.length,
        place: at + 1,
      }),
    )
  })
  return nodes
}

type Step = {
  path: string
  item: Evidence
  tie: TieFrom | null
  /** From the top down to the parent. */
  above: readonly EvidenceId[]
  setSize: number
  place: number
}

function walk(board: Board, nodes: Node[], step: Step): void {
  const { path, item, tie, above, setSize, place } = step
  const isAbove = above.includes(item.id)
  const children = isAbove ? [] : childrenOf(board, item.id, tie)
  const isOpen = children.length === 0 ? null : board.turned.has(path)
  nodes.push({
    type: 'item',
    path,
    level: above.length + 2,
    setSize,
    place,
    isOpen,
    item,
    tie,
    isAbove,
  })
  if (!isOpen) return
  children.forEach((child, at) =>
    walk(board, nodes, {
      path: `${path}/${child.tie.arrowId}`,
      item: child.item,
      tie: child.tie,
      above: [...above, item.id],
      setSize: children.length,
      place: at + 1,
    }),
  )
}

/** What an item is tied to, but not back along the string one came by. */
function childrenOf(
  { ties, get }: Board,
  id: EvidenceId,
  cameBy: TieFrom | null,
): { tie: TieFrom; item: Evidence }[] {
  return tiesFrom(ties, id).flatMap((tie) => {
    const item = tie.arrowId === cameBy?.arrowId ? undefined : get(tie.other)
    return item ? [{ tie, item }] : []
  })
}

/** "supports →" from the one end, "supported by ←" from the other. */
export function tieInWords({ relation, direction }: TieFrom): string {
  const isOut = direction === 'to'
  if (relation === null) return `${words.untyped} ${isOut ? '→' : '←'}`
  return isOut ? `${relations[relation].label} →` : `${words.inverse[relation]} ←`
}
