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
export type ExportedBytes = { name: string; type: string; bytes: Uint8Array<ArrayBuffer> }

/**
 * "supports: Clip 3 (could not confirm)": the ties of every item, each read from it.
 *
 * @param called what to call an item; where that is HTML, so are the lines
 */
export function tiesInWords(
  board: ExportedBoard,
  called: (item: Evidence) => string = lineOf,
): ReadonlyMap<EvidenceId, readonly string[]> {
  const names = new Map(board.evidence.map((item) => [item.id, called(item)]))
  const name = (id: EvidenceId) => names.get(id) ?? 'an item that is gone'
  const words = new Map<EvidenceId, string[]>()
  const say = (id: EvidenceId, line: string) => words.set(id, [...(words.get(id) ?? []), line])
  for (const { from, to, relation } of board.ties) {
    const says = relation === null ? 'tied to' : relations[relation].label
    say(from, `${says}: ${name(to)}`)
    say(to, `${says}, said of it by: ${name(from)}`)
  }
  return words
}

/** A file's name: letters with their marks and digits of every script, the rest as dashes. */
export function fileNameOf(board: Pick<ExportedBoard, 'title' | 'at'>, what: string): string {
  const title = board.title
    .replaceAll(/[^\p{L}\p{M}\p{N}]+/gu, '-')
    .replaceAll(/^-|-$/g, '')
    .slice(0, 60)
    // Half a letter of two units.
    .replace(/[\ud800-\udbff]$/, '')
  return [title || 'board', board.at.slice(0, 10), what].join('_')
}
