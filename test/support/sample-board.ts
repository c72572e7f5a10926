import * as Y from 'yjs'
import { createBoardDocument } from '../../shared/board/new-board.ts'
import { tiesOf } from '../../shared/board/graph.ts'
import type { RelationType } from '../../shared/board/relations.ts'
import { readBoard } from '../../shared/board/sanitise.ts'
import type { Evidence } from '../../shared/evidence/kinds.ts'
import { buildSampleBoard, sampleEvidenceId } from '../../server/sample/build-sample-board.ts'
import { mediaNames, readManifest, type SampleMedia } from '../../server/sample/media.ts'

/** The sample with its items by key and its string as plain ties between keys. */
export function openSample() {
  const board = sampleBoard()
  const keyOf = (id: string) => id.replace(sampleEvidenceId(''), '')
  const graph = tiesOf(board.canvas)
  const ties = graph.map(({ from, to, relation }) => ({
    from: keyOf(from),
    to: keyOf(to),
    relation,
  }))
  return {
    ...board,
    ties,
    keyOf,
    /** Ties between items, as the graph has them. */
    graph,
    byKey: (key: string): Evidence => {
      const found = board.evidence.find(({ id }) => id === sampleEvidenceId(key))
      if (!found) throw new Error(`No evidence ${key}`)
      return found
    },
    isTied: (from: string, relation: RelationType, to: string) =>
      ties.some((one) => one.from === from && one.relation === relation && one.to === to),
  }
}

/** The sample as a person opening it gets it, without a server: files as the committed list describes them. */
function sampleBoard() {
  const doc = new Y.Doc()
  Y.applyUpdate(doc, createBoardDocument())
  buildSampleBoard(doc, { media: sampleMedia(), by: 'person-1', at: '2030-01-02T03:04:05.000Z' })
  return { doc, ...readBoard(doc) }
}

function sampleMedia(): SampleMedia {
  const manifest = readManifest()
  return Object.fromEntries(
    mediaNames.map((name) => {
      const { sha256, bytes, type, width, height } = manifest[name] ?? {
        sha256: '',
        bytes: -1,
        type: '',
      }
      const facts = width === undefined ? {} : { width, height }
      return [name, { file: { sha256, size: bytes, type, name }, facts }]
    }),
  ) as SampleMedia
}
