import { createBindingId, createShapeId } from '@tldraw/tlschema'
import { getIndicesAbove, type IndexKey } from '@tldraw/utils'
import * as Y from 'yjs'
import { arrowPropsOf } from '../../shared/board/canvas-actions.ts'
import { FIRST_PAGE, recordsOf } from '../../shared/board/layout.ts'
import { insertRecord, type PlainRecord } from '../../shared/board/codec.ts'
import { relationTypes } from '../../shared/board/relations.ts'
import { kinds, type KindName } from '../../shared/evidence/kinds.ts'
import { drawProps, geoProps, noteProps, sentence, textProps } from './shapes.ts'
import { seededRandom } from './random.ts'

/** Far enough apart that nothing overlaps, in canvas pixels. */
const CELL = 380
const AUTHORS = 5
const BATCH = 50

type Place = { x: number; y: number; index: IndexKey }

/**
 * A board like a real one, the same for the same seed: of a hundred shapes 30 geometric, 20 drawn, 10 texts,
 * 10 notes, 20 cards with their evidence, 10 arrows bound at both ends. Stops at `count` shapes, or at the
 * first whole thing that brings it to `count` records.
 *
 * @returns the updates that make it, as five people would have sent them: fifty things a transaction
 */
export function makeBoard({
  count,
  of,
  seed = 1,
}: {
  count: number
  of: 'shapes' | 'records'
  seed?: number
}): { doc: Y.Doc; updates: Uint8Array[] } {
  const random = seededRandom(seed)
  const doc = new Y.Doc()
  const updates: Uint8Array[] = []
  doc.on('update', (update) => updates.push(update))
  const records = recordsOf(doc)
  const placed: { id: string; x: number; y: number }[] = []
  const columns = Math.ceil(Math.sqrt(count * 1.4))
  const indices = getIndicesAbove(null, count)
  let shapes = 0

  const put = (record: PlainRecord) => insertRecord(records, record)
  const id = () =>
    Math.floor(random() * 2 ** 48)
      .toString(36)
      .padStart(10, '0')
  const done = () => (of === 'shapes' ? shapes : records.size) >= count

  doc.clientID = 1000
  doc.transact(() => firstRecords().forEach(put))
  while (!done()) {
    doc.clientID = 1000 + Math.floor(random() * AUTHORS)
    doc.transact(() => {
      for (let n = 0; n < BATCH && !done(); n++) {
        const place: Place = {
          x: (shapes % columns) * CELL + Math.round(random() * 4000) / 100,
          y: Math.floor(shapes / columns) * CELL + Math.round(random() * 4000) / 100,
          index: indices[shapes] ?? ('a1' as IndexKey),
        }
        const dice = random()
        const shapeId = createShapeId(id())
        if (dice < 0.1 && placed.length > 1) {
          tie(put, { shapeId, place, placed, random, id })
        } else {
          if (dice < 0.3) card(put, { shapeId, place, random, id })
          else if (dice < 0.5) put(shape(shapeId, place, 'draw', drawProps(random)))
          else if (dice < 0.6) put(shape(shapeId, place, 'text', textProps(random)))
          else if (dice < 0.7) put(shape(shapeId, place, 'note', noteProps(random)))
          else put(shape(shapeId, place, 'geo', geoProps(random)))
          placed.push({ id: shapeId, x: place.x, y: place.y })
        }
        shapes++
      }
    })
  }
  return { doc, updates }
}

function firstRecords(): PlainRecord[] {
  return [
    { id: 'document:document', typeName: 'document', gridSize: 10, name: '', meta: {} },
    { id: FIRST_PAGE, typeName: 'page', name: 'Page 1', index: 'a1', meta: {} },
  ]
}

function shape(
  id: string,
  { x, y, index }: Place,
  type: string,
  props: Record<string, unknown>,
  meta: Record<string, unknown> = {},
): PlainRecord {
  return {
    id,
    typeName: 'shape',
    type,
    x,
    y,
    rotation: 0,
    index,
    parentId: FIRST_PAGE,
    isLocked: false,
    opacity: 1,
    meta,
    props,
  }
}

type Parts = { shapeId: string; place: Place; random: () => number; id: () => string }

const cardKinds: KindName[] = ['quote', 'photo', 'video', 'link', 'claim', 'question']

function card(put: (record: PlainRecord) => void, { shapeId, place, random, id }: Parts): void {
  const kind = cardKinds[Math.floor(random() * cardKinds.length)] ?? 'quote'
  const evidenceId = `evidence:${id()}`
  put({
    id: evidenceId,
    typeName: 'evidence',
    kind,
    createdAt: '2024-10-28T10:00:00.000Z',
    createdBy: 'bench',
    title: sentence(random, 6),
    description: sentence(random, 30),
    source: sentence(random, 2),
    workflow: 'to-do',
    verification: { status: 'unverified', reason: '', by: 'bench', at: '' },
    ...(kind === 'quote' ? { words: sentence(random, 25), speaker: sentence(random, 2) } : {}),
    ...(kind === 'claim' ? { statement: sentence(random, 20), modality: 'possible' } : {}),
  })
  put(shape(shapeId, place, 'card', { ...kinds[kind].card, evidenceId, mediaTimeS: 0 }))
}

function tie(
  put: (record: PlainRecord) => void,
  {
    shapeId,
    place,
    placed,
    random,
    id,
  }: Parts & { placed: { id: string; x: number; y: number }[] },
): void {
  const relation = relationTypes[Math.floor(random() * relationTypes.length)] ?? 'supports'
  const at = 1 + Math.floor(random() * (placed.length - 1))
  const [from, to] = [placed[at - 1], placed[at]]
  if (!from || !to) return
  put(
    shape(
      shapeId,
      { ...place, x: from.x + 100, y: from.y + 80 },
      'arrow',
      {
        kind: 'arc',
        labelColor: 'black',
        fill: 'none',
        size: 's',
        font: 'sans',
        start: { x: 0, y: 0 },
        end: { x: to.x - from.x, y: to.y - from.y },
        bend: 0,
        labelPosition: 0.5,
        scale: 1,
        elbowMidPoint: 0.5,
        ...arrowPropsOf(relation),
      },
      { relation },
    ),
  )
  for (const [terminal, target] of [
    ['start', from.id],
    ['end', to.id],
  ]) {
    put({
      id: createBindingId(id()),
      typeName: 'binding',
      type: 'arrow',
      fromId: shapeId,
      toId: target,
      meta: {},
      props: {
        terminal,
        normalizedAnchor: { x: 0.5, y: 0.5 },
        isExact: false,
        isPrecise: false,
        snap: 'none',
      },
    })
  }
}
