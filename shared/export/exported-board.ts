import type { TLRecord } from '@tldraw/tlschema'
import type { Tie } from '../board/graph.ts'
import { relations } from '../board/relations.ts'
import type { Evidence, EvidenceId } from '../evidence/kinds.ts'
import { lineOf } from '../evidence/wording.ts'

/** A board at one moment, as documents are made of it. */
export type ExportedBoard = {
  title: string
  /** The version's name, or what the moment is called. */
  moment: string
  /** ISO 8601 instant at which the board stood like this. */
  at: string
  evidence: readonly Evidence[]
  ties: readonly Tie[]
  /** Records of the canvas, sanitised. */
  canvas: readonly TLRecord[]
}

/** A document that leaves the board. */
export type ExportedFile = { name: string; type: string; text: string }

/** "supports: Clip 3 (could not confirm)", each tie that an item has, read from it. */
export function tiesInWords(board: ExportedBoard, id: EvidenceId): string[] {
  const byId = new Map(board.evidence.map((item) => [item.id, item]))
  const name = (other: EvidenceId) => {
    const item = byId.get(other)
    return item ? lineOf(item) : 'an item that is gone'
  }
  return board.ties.flatMap(({ from, to, relation }) => {
    const says = relation === null ? 'tied to' : relations[relation].label
    if (from === id) return [`${says}: ${name(to)}`]
    return to === id ? [`${says}, said of it by: ${name(from)}`] : []
  })
}

/** A file's name: letters and digits of every script, the rest as dashes. */
export function fileNameOf(board: Pick<ExportedBoard, 'title' | 'at'>, what: string): string {
  const title = board.title
    .replaceAll(/[^\p{L}\p{N}]+/gu, '-')
    .replaceAll(/^-|-$/g, '')
    .slice(0, 60)
  return [title || 'board', board.at.slice(0, 10), what].join('_')
}
