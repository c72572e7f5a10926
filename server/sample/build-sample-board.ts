import type { TLShapeId } from '@tldraw/tlschema'
import type * as Y from 'yjs'
import { addCard, addEvidence, LOCAL_EDIT, tie, type Anchor } from '../../shared/board/actions.ts'
import { relationTypes } from '../../shared/board/relations.ts'
import type { Verification } from '../../shared/evidence/fields.ts'
import type { EvidenceId } from '../../shared/evidence/kinds.ts'
import { claims } from './claims.ts'
import { clips } from './clips.ts'
import { equipment } from './equipment.ts'
import { addPanels, addTitle } from './headings.ts'
import { interiorMatch } from './interior-match.ts'
import { cardPlaces } from './layout.ts'
import { addLegend } from './legend.ts'
import type { SampleMedia } from './media.ts'
import { outside } from './outside.ts'
import { places } from './places.ts'
import { questions } from './questions.ts'
import type { SampleItem, SampleTie } from './sample-item.ts'
import { satellite } from './satellite.ts'

const parts = [clips, equipment, places, interiorMatch, satellite, claims, questions, outside]

export const sampleItems: readonly SampleItem[] = parts.flatMap(({ items }) => items)
export const sampleTies: readonly SampleTie[] = parts.flatMap(({ ties }) => ties)

export const sampleEvidenceId = (key: string): EvidenceId => `evidence:sample-${key}`

/**
 * Puts the whole sample on an empty board, through the same actions that a person's gestures go through.
 *
 * @param by name recorded as having made it
 * @param at when, ISO 8601; stands on every verification as the moment it was recorded here
 */
export function buildSampleBoard(
  doc: Y.Doc,
  { media, by, at = new Date().toISOString() }: { media: SampleMedia; by: string; at?: string },
): void {
  doc.transact(() => {
    addPanels(doc)
    addTitle(doc)
    const used = new Set(sampleTies.map(({ relation }) => relation))
    addLegend(
      doc,
      relationTypes.filter((relation) => used.has(relation)),
    )
    const boxes = cardPlaces()
    const cards = new Map<string, TLShapeId>()
    for (const item of sampleItems) {
      const box = boxes.get(item.key)
      if (!box) throw new Error(`The sample board has no place for ${item.key}`)
      const id = addEvidence(doc, {
        id: sampleEvidenceId(item.key),
        kind: item.kind,
        by,
        fields: {
          ...item.fields,
          ...(item.media ? media[item.media] : {}),
          ...(item.verification ? { verification: recorded(item.verification, { by, at }) } : {}),
        },
      })
      cards.set(item.key, addCard(doc, id, box))
    }
    for (const { from, relation, to, start, end, bend, labelPosition } of sampleTies) {
      const [fromCard, toCard] = [cards.get(from), cards.get(to)]
      if (!fromCard || !toCard) throw new Error(`The sample board cannot tie ${from} to ${to}`)
      tie(
        doc,
        relation,
        { from: fromCard, to: toCard },
        { start: anchorOf(start), end: anchorOf(end), bend, labelPosition },
      )
    }
  }, LOCAL_EDIT)
}

/** The judgement of others stays theirs; who put it on the board, and when, stands beside it. */
function recorded(
  { status, reason, by: judge }: NonNullable<SampleItem['verification']>,
  { by, at }: { by: string; at: string },
): Verification {
  return { status, reason, by: judge === undefined ? by : `${judge}, recorded by ${by}`, at }
}

function anchorOf(share: readonly [number, number] | undefined): Anchor | undefined {
  return share && { x: share[0], y: share[1] }
}
