import * as Y from 'yjs'
import { addEvidence } from '../../shared/board/actions.ts'
import { insertRecord } from '../../shared/board/codec.ts'
import { FIRST_PAGE, recordsOf } from '../../shared/board/layout.ts'
import { addBriefing, addScene } from '../../shared/briefing/actions.ts'
import type { BriefingId } from '../../shared/briefing/briefing.ts'
import type { SceneId } from '../../shared/briefing/scene.ts'
import type { StoredFile } from '../../shared/protocol/http.ts'

const CARD = { w: 320, h: 260 }
const GAP = 40
/** Far below everything that other people draw. */
const TOP = 100_000

export type Briefed = {
  briefing: BriefingId
  scenes: readonly { id: SceneId; steps: readonly string[] }[]
  update: Uint8Array
}

/**
 * Adds a briefing to a board: a scene for each group of pictures, of which all but the first come by a step, with a
 * claim under each. A clip, where there is one, stands in every scene.
 */
export function briefedBoard(
  board: readonly Uint8Array[],
  { groups, clip }: { groups: readonly (readonly StoredFile[])[]; clip: StoredFile | null },
): Briefed {
  const doc = new Y.Doc()
  for (const update of board) Y.applyUpdate(doc, update)
  const before = Y.encodeStateVector(doc)
  const by = 'Bench'
  const card = (evidenceId: string, { x, y }: { x: number; y: number }): string => {
    const id = `shape:${evidenceId.slice('evidence:'.length)}`
    doc.transact(() => {
      insertRecord(recordsOf(doc), {
        id,
        typeName: 'shape',
        type: 'card',
        x,
        y,
        rotation: 0,
        opacity: 1,
        isLocked: false,
        meta: {},
        index: 'a1',
        parentId: FIRST_PAGE,
        props: { ...CARD, evidenceId, mediaTimeS: 0 },
      })
    })
    return id
  }
  const briefing = addBriefing(doc, { title: 'What the pictures show', by })
  const scenes = groups.map((files, row) => {
    const y = TOP + row * 3 * (CARD.h + GAP)
    const column = (n: number) => n * (CARD.w + GAP)
    const steps = files.map((file, n) => {
      addEvidence(doc, {
        kind: 'photo',
        by,
        id: `evidence:photo-${row}-${n}`,
        fields: { title: `Photo ${row}.${n}`, ...held(file) },
      })
      addEvidence(doc, {
        kind: 'claim',
        by,
        id: `evidence:claim-${row}-${n}`,
        fields: { statement: `What photo ${row}.${n} appears to show, said by somebody.` },
      })
      card(`evidence:claim-${row}-${n}`, { x: column(n), y: y + CARD.h + GAP })
      return card(`evidence:photo-${row}-${n}`, { x: column(n), y })
    })
    if (clip)
      addEvidence(doc, {
        kind: 'video',
        by,
        id: `evidence:clip-${row}`,
        fields: { title: `Clip ${row}`, ...held(clip) },
      })
    if (clip) card(`evidence:clip-${row}`, { x: column(files.length), y })
    const later = steps.slice(1)
    return {
      id: addScene(doc, {
        briefing,
        by,
        title: `Scene ${row}`,
        page: FIRST_PAGE,
        frame: { x: 0, y, w: column(files.length + 1), h: 2 * CARD.h + GAP },
        steps: later.map((shape) => [shape]),
      }),
      steps: later,
    }
  })
  return { briefing, scenes, update: Y.encodeStateAsUpdate(doc, before) }
}

function held({ sha256, size, type, name, facts }: StoredFile) {
  return { file: { sha256, size, type, name }, facts }
}
