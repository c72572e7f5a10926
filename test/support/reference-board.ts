import { createHash } from 'node:crypto'
import { toRichText } from '@tldraw/tlschema'
import sharp from 'sharp'
import * as Y from 'yjs'
import { arrowPropsOf } from '../../shared/board/canvas-actions.ts'
import { insertRecord, type PlainRecord } from '../../shared/board/codec.ts'
import { recordsOf } from '../../shared/board/layout.ts'
import type { RelationType } from '../../shared/board/relations.ts'
import { rectangleOf } from '../../shared/evidence/region-outline.ts'
import { bindingOf, shapeOf } from './canvas-records.ts'
import { folderWithBoards } from './folder-with-boards.ts'

/**
 * A small board of which every picture is the same wherever and whenever it is drawn: ids, times and people are
 * fixed, its photos are painted here, and its words need no letters but those of the fonts that the product ships.
 */

export const REFERENCE_BOARD = 'reference-board1'
/** Two cards so far apart that a picture of both at 4× is more than one file holds. */
export const WIDE_BOARD = 'reference-board2'

export type ReferencePhotos = { yard: Buffer; men: Buffer }

/** A data folder with both boards in it, as its server would have left it; the photos are not there yet. */
export function folderWithReferenceBoard(photos: ReferencePhotos): Promise<string> {
  return folderWithBoards([
    { id: REFERENCE_BOARD, title: 'Depot by the river', update: updateOf(recordsOn(photos)) },
    { id: WIDE_BOARD, title: 'Far apart', update: updateOf(farApart()) },
  ])
}

function updateOf(records: readonly PlainRecord[]): Uint8Array {
  const doc = new Y.Doc()
  doc.transact(() => {
    for (const record of records) insertRecord(recordsOf(doc), record)
  })
  return Y.encodeStateAsUpdate(doc)
}

function recordsOn({ yard, men }: ReferencePhotos): PlainRecord[] {
  return [
    item('yard', 'photo', 'verified', {
      title: 'The yard in May, from the tower',
      source: 'Ines Ferreira',
      date: '2024-05~',
      file: fileOf(yard, 'yard.png'),
      facts: { width: 480, height: 300 },
      regions: { gate },
    }),
    item('men', 'photo', 'could-not-confirm', {
      title: 'Men in the hall',
      file: fileOf(men, 'men.png'),
      facts: { width: 480, height: 300 },
      sensitivity: 'graphic',
    }),
    item('trucks', 'claim', 'disputed', {
      statement: 'Eleven trucks left the depot before dawn.',
      modality: 'appears',
      claimants: { one: claimant('River Watch') },
    }),
    item('words', 'quote', 'partly-verified', {
      words: 'They told us to load whatever was in the boxes.',
      speaker: 'A guard',
      language: 'en',
    }),
    item('where', 'question', 'unverified', {
      asks: 'Where did the trucks go?',
      owner: 'Kim',
    }),
    frame('area', { x: -40, y: -60, w: 880, h: 392, name: 'The depot' }),
    card('yard', { x: 0, y: 0, w: 300, h: 300 }),
    card('men', { x: 520, y: 0, w: 280, h: 250 }),
    card('trucks', { x: 0, y: 400, w: 300, h: 260 }),
    card('words', { x: 520, y: 400, w: 280, h: 220 }),
    card('where', { x: 980, y: 60, w: 240, h: 160 }),
    shapeOf('text', {
      id: 'shape:heading',
      index: 'a9',
      x: 970,
      y: -40,
      props: {
        richText: toRichText('What left, and when'),
        font: 'sans',
        size: 'm',
        w: 260,
        autoSize: false,
      },
    }),
    ...string('supports', { from: 'yard', to: 'trucks' }),
    ...string('contradicts', { from: 'words', to: 'trucks' }),
    ...string('answers', { from: 'words', to: 'where' }),
  ]
}

function farApart(): PlainRecord[] {
  return [
    item('left', 'question', 'unverified', { asks: 'Who stands at the left?' }),
    item('right', 'question', 'unverified', { asks: 'Who stands at the right?' }),
    card('left', { x: 0, y: 0, w: 240, h: 150 }),
    card('right', { x: 4000, y: 0, w: 240, h: 150 }),
  ]
}

function item(
  id: string,
  kind: string,
  status: string,
  fields: Record<string, unknown>,
): PlainRecord {
  const at = '2026-03-01T09:00:00.000Z'
  const reason = status === 'unverified' ? '' : 'Compared with two pictures from above.'
  return {
    workflow: 'to-do',
    verification: { status, reason, by: 'Mara', at },
    ...fields,
    id: `evidence:${id}`,
    typeName: 'evidence',
    kind,
    createdAt: at,
    createdBy: 'Mara',
  }
}

const gate = {
  number: 1,
  outline: rectangleOf({ x: 0.6, y: 0.4, w: 0.24, h: 0.34 }),
  label: 'Gate',
  note: '',
  by: 'Mara',
  at: '2026-03-01T09:00:00.000Z',
}

function fileOf(bytes: Buffer, name: string) {
  const sha256 = createHash('sha256').update(bytes).digest('hex')
  return { sha256, size: bytes.length, type: 'image/png', name }
}

function claimant(name: string) {
  return { name, role: '', date: '2026-02-27', through: [], act: 'asserts', basis: '', origin: '' }
}

type Box = { x: number; y: number; w: number; h: number }

function card(id: string, { x, y, ...size }: Box): PlainRecord {
  const props = { ...size, evidenceId: `evidence:${id}`, mediaTimeS: 0 }
  return shapeOf('card', { id: `shape:${id}`, index: 'a5', x, y, props })
}

function frame(id: string, { x, y, ...props }: Box & { name: string }): PlainRecord {
  return shapeOf('frame', { id: `shape:${id}`, index: 'a1', x, y, props })
}

function string(relation: RelationType, { from, to }: { from: string; to: string }): PlainRecord[] {
  const id = `shape:${from}-${to}`
  return [
    shapeOf('arrow', {
      id,
      index: 'a7',
      x: 0,
      y: 0,
      meta: { relation },
      props: { font: 'sans', ...arrowPropsOf(relation) },
    }),
    bindingOf(`${from}-${to}-start`, { from: id, to: `shape:${from}` }),
    bindingOf(`${from}-${to}-end`, { from: id, to: `shape:${to}`, terminal: 'end' }),
  ]
}

/** Painted of plain shapes: a decoder gives the same pixels everywhere. */
export async function referencePhotos(): Promise<ReferencePhotos> {
  return {
    yard: await painted(
      '<rect width="480" height="170" fill="#a8c4d8"/><rect y="170" width="480" height="130" fill="#7d8a5c"/><rect x="60" y="90" width="160" height="110" fill="#b5654a"/><rect x="300" y="130" width="90" height="80" fill="#3d4a52"/>',
    ),
    men: await painted(
      '<rect width="480" height="300" fill="#5a4632"/><circle cx="160" cy="120" r="40" fill="#e0b090"/><circle cx="300" cy="120" r="40" fill="#e0b090"/>',
    ),
  }
}

function painted(shapes: string): Promise<Buffer> {
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="480" height="300">${shapes}</svg>`
  return sharp(Buffer.from(svg)).png().toBuffer()
}
