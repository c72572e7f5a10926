import * as Y from 'yjs'
import { addCard } from '../../shared/board/canvas-actions.ts'
import { addEvidence, setField } from '../../shared/board/actions.ts'
import { editText } from '../../shared/board/long-text.ts'
import { recordsOf } from '../../shared/board/layout.ts'
import type { EvidenceId } from '../../shared/evidence/kinds.ts'
import { makeBoard } from './make-board.ts'
import { seededRandom } from './random.ts'
import { sentence } from './shapes.ts'

export type HourRow = { at: number; actor: string; update: Uint8Array }

const HOUR_MS = 3600_000
/** The canvas writes ten times a second; typing comes out a little slower. */
const DRAG_MS = 100
const KEY_MS = 180

/**
 * An hour of active editing on a board of 500 records, the same for the same seed: each person turns from one thing
 * to the next, with pauses. Of ten things five are drags of one to four seconds, three are sentences typed into the
 * notes of an item, one sets a field and one adds an item with its card. They take turns as the clock has it, and each
 * has the others' edits.
 */
export function activeHour({ people, seed = 1 }: { people: number; seed?: number }): {
  board: Uint8Array[]
  rows: HourRow[]
} {
  const { updates: board } = makeBoard({ count: 500, of: 'records' })
  const random = seededRandom(seed)
  const doc = new Y.Doc()
  for (const update of board) Y.applyUpdate(doc, update)
  const items = [...recordsOf(doc).keys()].filter((id) => id.startsWith('evidence:'))
  const shapes = [...recordsOf(doc).keys()].filter((id) => id.startsWith('shape:'))
  const rows: HourRow[] = []
  const writers = Array.from({ length: people }, (_, index) => ({
    actor: `person-${index}-0123456789abcdef`,
    clientId: 2_000_000_000 + Math.floor(random() * 2_000_000_000),
    at: random() * 5000,
    todo: [] as { waitMs: number; act: () => void }[],
  }))
  for (;;) {
    const writer = writers.reduce((first, each) => (each.at < first.at ? each : first))
    if (writer.at > HOUR_MS) return { board, rows }
    const next = writer.todo.shift()
    if (!next) {
      writer.todo = thing({ doc, items, shapes, random })
      writer.at += 500 + random() * 8000
      continue
    }
    writer.at += next.waitMs
    doc.clientID = writer.clientId
    const at = 1_700_000_000_000 + Math.round(writer.at)
    const keep = (update: Uint8Array) => rows.push({ at, actor: writer.actor, update })
    doc.on('update', keep)
    next.act()
    doc.off('update', keep)
  }
}

type Place = { doc: Y.Doc; items: string[]; shapes: string[]; random: () => number }

function thing({ doc, items, shapes, random }: Place): { waitMs: number; act: () => void }[] {
  const choice = random()
  const item = items[Math.floor(random() * items.length)] as EvidenceId
  if (choice < 0.5) {
    const map = recordsOf(doc).get(shapes[Math.floor(random() * shapes.length)] ?? '')
    let [x, y] = [random() * 5000, random() * 5000]
    const [dx, dy] = [random() * 40 - 20, random() * 40 - 20]
    return Array.from({ length: 10 + Math.floor(random() * 30) }, () => ({
      waitMs: DRAG_MS,
      act: () => {
        x += dx * random()
        y += dy * random()
        map?.set('pos', [x, y, 0])
      },
    }))
  }
  if (choice < 0.8) {
    const words = sentence(random, 8 + Math.floor(random() * 20))
    return Array.from(words, (_, index) => ({
      waitMs: KEY_MS,
      act: () =>
        editText(doc, item, 'description', {
          base: words.slice(0, index),
          next: words.slice(0, index + 1),
        }),
    }))
  }
  if (choice < 0.9)
    return [{ waitMs: 1000, act: () => setField(doc, item, 'title', sentence(random, 4)) }]
  return [
    {
      waitMs: 1000,
      act: () =>
        doc.transact(() => {
          const id = addEvidence(doc, {
            kind: 'quote',
            by: 'Ada',
            fields: { title: sentence(random, 5) },
          })
          addCard(doc, id, { x: random() * 5000, y: random() * 5000 })
          items.push(id)
        }),
    },
  ]
}
