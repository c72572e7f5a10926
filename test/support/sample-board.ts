import * as Y from 'yjs'
import { createBoardDocument } from '../../shared/board/new-board.ts'
import { readBoard } from '../../shared/board/sanitise.ts'
import { buildSampleBoard } from '../../server/sample/build-sample-board.ts'
import { mediaNames, readManifest, type SampleMedia } from '../../server/sample/media.ts'

/** The sample as a person opening it gets it, without a server: files as the committed list describes them. */
export function sampleBoard() {
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
      return [name, { file: { sha256, size: bytes, type, name }, facts: { width, height } }]
    }),
  ) as SampleMedia
}

export function isMediaKind(kind: string): boolean {
  return kind === 'video' || kind === 'photo' || kind === 'satellite'
}
