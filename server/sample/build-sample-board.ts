import type * as Y from 'yjs'
import { addCard, type ShapeId, tie } from '../../shared/board/canvas-actions.ts'
import { addEvidence } from '../../shared/board/actions.ts'
import { LOCAL_EDIT } from '../../shared/board/edit.ts'
import { relationTypes } from '../../shared/board/relations.ts'
import type { Verification } from '../../shared/evidence/fields.ts'
import type { FrameSource } from '../../shared/evidence/references.ts'
import { addSampleBriefing } from './briefing.ts'
import { claims } from './claims.ts'
import { clips } from './clips.ts'
import { equipment } from './equipment.ts'
import { addPanels, addTitle } from './headings.ts'
import { interiorMatch } from './interior-match.ts'
import { cardPlaces } from './layout.ts'
import { addLegend } from './legend.ts'
import { readManifest, type SampleMedia } from './media.ts'
import { outside } from './outside.ts'
import { places } from './places.ts'
import { questions } from './questions.ts'
import { regionId, sampleEvidenceId, type SampleItem, type SampleTie } from './sample-item.ts'
import { satellite } from './satellite.ts'
import { addNotes } from './notes.ts'
import { routeOf } from './routes.ts'

const parts = [clips, equipment, places, interiorMatch, satellite, claims, questions, outside]

export const sampleItems: readonly SampleItem[] = parts.flatMap(({ items }) => items)
export const sampleTies: readonly SampleTie[] = parts.flatMap(({ ties }) => ties)

const manifest = readManifest()

/**
 * Puts the whole sample on an empty board, through the same actions that a person's gestures go through.
 *
 * @param by name recorded as having made it
 * @param at when, ISO 8601; stands on what the sample itself judges
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
    const notes = addNotes(doc)
    const boxes = cardPlaces()
    const cards = new Map<string, ShapeId>()
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
          ...citedFrame(item, media),
          ...(item.verification ? judged(item.verification, { by, at }) : {}),
        },
      })
      cards.set(item.key, addCard(doc, id, box))
    }
    for (const sampleTie of sampleTies) {
      const [from, to] = [cards.get(sampleTie.from), cards.get(sampleTie.to)]
      if (!from || !to) throw new Error(`Cannot tie ${sampleTie.from} to ${sampleTie.to}`)
      const { relation, fromRegion } = sampleTie
      const region = fromRegion === undefined ? {} : { fromRegion: regionId(fromRegion) }
      tie(doc, relation, { from, to, ...region }, routeOf(sampleTie, boxes))
    }
    addSampleBriefing(doc, { shapes: cards, notes, ties: sampleTies, by })
  }, LOCAL_EDIT)
}

/** The frame that an item's picture is, as grabbing it in the player records it. */
function citedFrame(
  { frameOf, media: picture }: SampleItem,
  media: SampleMedia,
): { frameOf?: FrameSource } {
  const clip = sampleItems.find(({ key }) => key === frameOf)?.media
  if (frameOf === undefined || picture === undefined || clip === undefined) return {}
  const { frame: index = 0, pixelSha256 = '' } = manifest[picture] ?? {}
  const { fps = 1 } = manifest[clip] ?? {}
  const { sha256 } = media[clip].file
  const of = sampleEvidenceId(frameOf)
  return { frameOf: { of, sha256, index, timeS: index / fps, crop: null, pixelSha256 } }
}

/** The status in force, and the same as the first of its history. */
function judged(
  { judge, ...judgement }: NonNullable<SampleItem['verification']>,
  recorded: { by: string; at: string },
): { verification: Verification; judgements: Record<string, Verification> } {
  const verification = { ...judgement, ...(judge ?? recorded) }
  // Sorts before every status that people set later.
  return { verification, judgements: { '000000000sample': verification } }
}
