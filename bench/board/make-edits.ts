import * as Y from 'yjs'
import { insertRecord, readRecord } from '../../shared/board/codec.ts'
import { recordsOf } from '../../shared/board/layout.ts'
import { seededRandom } from './random.ts'
import { sentence } from './shapes.ts'

export type Edit = { update: Uint8Array; actor: string; at: number }

const PEOPLE = 5
const DAY_MS = 24 * 60 * 60_000
const BEGIN = Date.UTC(2026, 0, 5, 9)

/**
 * Weeks of work on a board, the same for the same seed: of a hundred edits 55 are steps of dragging, 20 letters of a
 * description, 15 fields set, 6 notes or cards copied, 4 things deleted. Ten a second while somebody works, twenty
 * sessions of five people over twenty days.
 */
export function makeEdits(state: readonly Uint8Array[], count: number, seed = 1): Edit[] {
  const random = seededRandom(seed)
  const doc = new Y.Doc()
  doc.transact(() => {
    for (const update of state) Y.applyUpdate(doc, update)
  })
  const records = recordsOf(doc)
  const ids = [...records.keys()]
  const shapes = ids.filter((id) => id.startsWith('shape:'))
  const evidence = ids.filter((id) => id.startsWith('evidence:'))
  const edits: Edit[] = []
  let [at, actor, day] = [BEGIN, 'person-0', 0]
  doc.on('update', (update: Uint8Array) => edits.push({ update, actor, at }))
  let dragged = 0
  let typed = 0
  let step = 0
  const pick = (from: readonly string[]) => from[Math.floor(random() * from.length)] ?? ''

  const deeds: [share: number, deed: () => void][] = [
    [0.55, () => recordsAt(shapes[dragged])?.set('pos', [step * 1.25, Math.sin(step) * 300, 0])],
    [
      0.75,
      () => {
        const text = recordsAt(evidence[typed])?.get('description')
        if (text instanceof Y.Text) text.insert(text.length, 'abcdefg hijk'[step % 12] ?? ' ')
      },
    ],
    [0.9, () => recordsAt(pick(evidence))?.set('title', sentence(random, 5))],
    [0.96, () => copy(pick(shapes))],
    [1, () => records.delete(pick(shapes))],
  ]
  const recordsAt = (id: string | undefined) => records.get(id ?? '')
  const copy = (id: string) => {
    const map = records.get(id)
    if (!map) return
    const copied = `shape:copy${step}`
    insertRecord(records, { ...readRecord(id, map), id: copied })
    shapes.push(copied)
  }

  while (edits.length < count) {
    step++
    at += 100
    if (step % Math.ceil(count / 20) === 0) at = BEGIN + ++day * DAY_MS
    if (step % 40 === 0) {
      actor = `person-${Math.floor(random() * PEOPLE)}`
      doc.clientID = 5000 + Number(actor.slice(-1))
      dragged = Math.floor(random() * shapes.length)
      typed = Math.floor(random() * evidence.length)
    }
    const dice = random()
    doc.transact(() => deeds.find(([share]) => dice < share)?.[1]())
  }
  return edits
}
