import { toRichText } from '@tldraw/tlschema'
import * as Y from 'yjs'
import { insertRecord, type PlainRecord } from '../../shared/board/codec.ts'
import { LAYOUT_KEY, LAYOUT_VERSION, documentInfoOf, recordsOf } from '../../shared/board/layout.ts'

/** Records as tldraw makes them, for tests of what a board can hold. */

const style = { color: 'black', size: 'm' }
const label = { labelColor: 'black', font: 'draw', align: 'middle', verticalAlign: 'middle' }
const points = [
  { x: 0, y: 0, z: 0.5 },
  { x: 10, y: 12, z: 0.5 },
]

/** The props of one shape of every type that a board may hold. */
export const propsOfType: Record<string, Record<string, unknown>> = {
  arrow: {
    kind: 'arc',
    ...style,
    labelColor: 'black',
    fill: 'none',
    dash: 'draw',
    font: 'draw',
    arrowheadStart: 'none',
    arrowheadEnd: 'arrow',
    start: { x: 0, y: 0 },
    end: { x: 100, y: 50 },
    bend: 0,
    text: 'because',
    labelPosition: 0.5,
    scale: 1,
    elbowMidPoint: 0.5,
  },
  card: { w: 320, h: 240, evidenceId: 'evidence:one', mediaTimeS: 1.5 },
  draw: {
    ...style,
    fill: 'none',
    dash: 'draw',
    segments: [{ type: 'free', points }],
    isComplete: true,
    isClosed: false,
    isPen: false,
    scale: 1,
  },
  frame: { w: 400, h: 300, name: 'Frame', color: 'black' },
  geo: {
    geo: 'rectangle',
    ...style,
    ...label,
    dash: 'draw',
    fill: 'none',
    url: 'https://example.org/a',
    w: 100,
    h: 80,
    growY: 0,
    scale: 1,
    richText: toRichText('one\ntwo'),
  },
  group: {},
  highlight: {
    ...style,
    segments: [{ type: 'straight', points }],
    isComplete: true,
    isPen: false,
    scale: 1,
  },
  image: {
    w: 100,
    h: 80,
    playing: true,
    url: '',
    assetId: null,
    crop: null,
    flipX: false,
    flipY: false,
    altText: '',
  },
  line: {
    ...style,
    dash: 'draw',
    spline: 'line',
    points: {
      a1: { id: 'a1', index: 'a1', x: 0, y: 0 },
      a2: { id: 'a2', index: 'a2', x: 40, y: 60 },
    },
    scale: 1,
  },
  note: {
    ...style,
    ...label,
    fontSizeAdjustment: 0,
    growY: 0,
    url: '',
    richText: toRichText('note'),
    scale: 1,
  },
  text: {
    ...style,
    font: 'sans',
    textAlign: 'start',
    w: 120,
    richText: toRichText('text'),
    scale: 1,
    autoSize: true,
  },
  video: {
    w: 100,
    h: 80,
    time: 0,
    playing: false,
    autoplay: false,
    url: '',
    assetId: null,
    altText: '',
  },
}

export function shapeOf(type: string, change: Record<string, unknown> = {}): PlainRecord {
  return {
    id: `shape:${type}`,
    typeName: 'shape',
    type,
    x: 10,
    y: 20,
    rotation: 0,
    parentId: 'page:page',
    index: 'a1',
    isLocked: false,
    opacity: 1,
    meta: {},
    ...change,
    props: { ...propsOfType[type], ...(change['props'] as object | undefined) },
  }
}

export function bindingOf(
  id: string,
  { from, to, terminal = 'start' }: { from: string; to: string; terminal?: string },
): PlainRecord {
  return {
    id: `binding:${id}`,
    typeName: 'binding',
    type: 'arrow',
    fromId: from,
    toId: to,
    meta: {},
    props: {
      terminal,
      normalizedAnchor: { x: 0.5, y: 0.5 },
      isExact: false,
      isPrecise: false,
      snap: 'none',
    },
  }
}

export const aPage: PlainRecord = {
  id: 'page:page',
  typeName: 'page',
  name: 'Page 1',
  index: 'a1',
  meta: {},
}

export const aDocument: PlainRecord = {
  id: 'document:document',
  typeName: 'document',
  name: '',
  gridSize: 10,
  meta: {},
}

/** A board as the server begins it, with these records on it. */
export function boardWith(records: PlainRecord[] = []): Y.Doc {
  const doc = new Y.Doc()
  doc.transact(() => {
    documentInfoOf(doc).set(LAYOUT_KEY, LAYOUT_VERSION)
    for (const record of [aDocument, aPage, ...records]) insertRecord(recordsOf(doc), record)
  })
  return doc
}

/** A second copy of a board, as another client has it. */
export function copyOf(doc: Y.Doc): Y.Doc {
  const copy = new Y.Doc()
  Y.applyUpdate(copy, Y.encodeStateAsUpdate(doc))
  return copy
}

/** Brings two copies to the same state, each telling the other what it lacks. */
export function syncDocs(a: Y.Doc, b: Y.Doc): void {
  Y.applyUpdate(a, Y.encodeStateAsUpdate(b, Y.encodeStateVector(a)), 'remote')
  Y.applyUpdate(b, Y.encodeStateAsUpdate(a, Y.encodeStateVector(b)), 'remote')
}
