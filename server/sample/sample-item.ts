import type { Claimant } from '../../shared/evidence/claimant.ts'
import type { RelationType } from '../../shared/board/relations.ts'
import type { Check } from '../../shared/evidence/check.ts'
import type { Verification } from '../../shared/evidence/fields.ts'
import type { Region } from '../../shared/evidence/region.ts'
import { rectangleOf } from '../../shared/evidence/region-outline.ts'
import type { EvidenceId, KindName } from '../../shared/evidence/kinds.ts'
import type { MediaName } from './media.ts'

/** The evidence id of an item of the sample board, by its key. */
export const sampleEvidenceId = (key: string): EvidenceId => `evidence:sample-${key}`

/** A row of the case that every part of the product is tried on. */
export type Scenario = `S${number}`

/** One item of the sample board. */
export type SampleItem = {
  key: string
  /** The rows of the case this item records. */
  rows: readonly Scenario[]
  kind: KindName
  media?: MediaName
  /** Key of the clip whose frame the picture is: it is then cited, as the list of the media has it. */
  frameOf?: string
  /** Without `judge` it is the sample's own, and stands with the moment the board is made. */
  verification?: Pick<Verification, 'status' | 'reason'> & { judge?: Judge }
  fields: Record<string, unknown>
}

/** Where an arrow leaves and meets its cards, as shares of their width and height; the middle where absent. */
export type Anchor = readonly [x: number, y: number]

export type SampleTie = {
  from: string
  relation: RelationType
  to: string
  /** The number of the one region of its picture that the string is about. */
  fromRegion?: number
  /** Where the straight way would cross a card. */
  start?: Anchor
  end?: Anchor
  bend?: number
  labelPosition?: number
}

export type SamplePart = { items: readonly SampleItem[]; ties: readonly SampleTie[] }

export const TIMES = 'The New York Times'

/** Someone who says so. Without a date where the article states none; whose knowledge it is only where it says that. */
export function claimant(said: Pick<Claimant, 'name' | 'act'> & Partial<Claimant>): Claimant {
  return { role: '', date: '', through: [TIMES], basis: '', origin: '', ...said }
}

/** Who judged, where that was not the team, and when: EDTF. */
type Judge = Pick<Verification, 'by' | 'at'>

/** The article is undated; the last day it names is Oct 25. */
export const ARTICLE_DATE = '[XXXX-10-25..]'
export const byTimes: Judge = { by: TIMES, at: ARTICLE_DATE }

/** Checks as an item keeps them: under the name of their pillar, or for more exact ones under any other. */
export function checkedBy(
  judge: Judge,
  checks: Record<string, Pick<Check, 'pillar' | 'outcome' | 'finding'> & Partial<Check>>,
): Record<string, Check> {
  return Object.fromEntries(
    Object.entries(checks).map(([id, check]) => [
      id,
      { name: '', evidence: [], ...judge, ...check },
    ]),
  )
}

/** Recorded where the sample itself marked, paired or noted something. */
export const BY_SAMPLE = { by: 'The sample', at: '' }

/** Pixels of a picture: left, top, width, height. */
type PixelBox = readonly [x: number, y: number, w: number, h: number]

export const regionId = (number: number) => `region-${number}`

/** Regions of a picture as it keeps them, numbered in this order. */
export function regionsIn(
  [width, height]: readonly [number, number],
  regions: readonly { label: string; box: PixelBox; note?: string }[],
): Record<string, Region> {
  return Object.fromEntries(
    regions.map(({ label, box: [x, y, w, h], note = '' }, at) => {
      const box = { x: x / width, y: y / height, w: w / width, h: h / height }
      return [
        regionId(at + 1),
        { number: at + 1, outline: rectangleOf(box), label, note, ...BY_SAMPLE },
      ]
    }),
  )
}

/** Size of the sample's clips and of every frame taken from them, pixels. */
export const FRAME_SIZE = [640, 360] as const

/** Stands on every item whose file the project made itself. */
export const STAND_IN = 'Made by the project. Not real material.'
