import type { Change } from '../../shared/evidence/snapshot.ts'
import {
  BY_SAMPLE,
  claimant,
  regionsIn,
  sampleEvidenceId,
  STAND_IN,
  TIMES,
  type SamplePart,
} from './sample-item.ts'

const timesReports = [claimant({ name: TIMES, act: 'reports', through: [] })]
const SNAPSHOT_SIZE = [900, 760] as const
const gap = 'The article names neither provider nor date of the imagery.'

/** S16: before and after from above. Provider, sensor and date are left out because nobody states them. */
export const satellite: SamplePart = {
  items: [
    {
      key: 'before',
      rows: ['S16'],
      kind: 'satellite',
      media: 'satellite-before.jpg',
      fields: {
        title: 'Before: a fence stands between them',
        description: `Fence present until: not stated. Cars and trash absent. ${gap}`,
        receivedFrom: 'Drawn by the project.',
        regions: regionsIn(SNAPSHOT_SIZE, [{ label: 'Fence', box: [374, 84, 92, 556] }]),
        workflow: 'help-needed',
        standIn: STAND_IN,
      },
    },
    {
      key: 'after',
      rows: ['S16'],
      kind: 'satellite',
      media: 'satellite-after.jpg',
      fields: {
        title: 'After: no fence, cars and trash outside',
        description: `Fence absent from: not stated. Cars and trash present from: not stated, “for the first time in years”. ${gap}`,
        receivedFrom: 'Drawn by the project.',
        regions: regionsIn(SNAPSHOT_SIZE, [
          { label: 'Where the fence stood', box: [374, 84, 92, 556] },
          { label: 'Cars and trash', box: [424, 312, 340, 144] },
        ]),
        workflow: 'help-needed',
        standIn: STAND_IN,
      },
    },
    {
      key: 'before-after',
      rows: ['S16'],
      kind: 'comparison',
      verification: { status: 'unverified', reason: gap },
      fields: {
        title: 'Before and after, laid over each other',
        description: `A series of two. ${gap} So nothing says when anything changed, and the order is the article’s.`,
        origin: TIMES,
        snapshots: {
          before: { of: sampleEvidenceId('before'), order: 0 },
          after: { of: sampleEvidenceId('after'), order: 1 },
        },
        alignedBy: 'frame',
        changes: {
          'change-1': change('Fence', ['present', 'absent']),
          'change-2': change(
            'Cars and trash',
            ['absent', 'present'],
            '“for the first time in years”',
          ),
        },
        standIn: STAND_IN,
      },
    },
    {
      key: 'fence-gone',
      rows: ['S16'],
      kind: 'claim',
      verification: { status: 'unverified', reason: gap },
      fields: {
        title: 'The fence',
        statement: 'Fencing between the building and the barracks was recently taken down.',
        modality: 'asserted',
        claimants: timesReports,
        scope: 'Building beside the barracks; “recently” is not dated',
      },
    },
    {
      key: 'cars-trash',
      rows: ['S16'],
      kind: 'claim',
      verification: { status: 'unverified', reason: gap },
      fields: {
        title: 'Cars and trash',
        statement: 'Trash and cars are visible outside the building for the first time in years.',
        modality: 'asserted',
        claimants: timesReports,
        scope: 'Outside the building; how many years is not stated',
      },
    },
    {
      key: 'activity',
      rows: ['S16'],
      kind: 'claim',
      fields: {
        title: 'More activity',
        statement: 'There are signs of increased activity at the building beside the barracks.',
        modality: 'asserted',
        claimants: timesReports,
        scope: 'Says that the building is in use, not by whom',
      },
    },
  ],
  ties: [
    { from: 'before', relation: 'supports', to: 'fence-gone' },
    { from: 'after', relation: 'supports', to: 'cars-trash' },
    {
      from: 'after',
      relation: 'supports',
      to: 'fence-gone',
      start: [0.2, 0.5],
      end: [0.8, 0.5],
      labelPosition: 0.62,
    },
    { from: 'fence-gone', relation: 'supports', to: 'activity' },
    { from: 'cars-trash', relation: 'supports', to: 'activity' },
    { from: 'before-after', relation: 'supports', to: 'activity' },
    { from: 'activity', relation: 'supports', to: 'hypothesis' },
  ],
}

/** What is seen before and after. */
function change(
  what: string,
  [before, after]: readonly [Change['seen'][number]['as'], Change['seen'][number]['as']],
  note = '',
): Change {
  const seen = [
    { of: sampleEvidenceId('before'), as: before },
    { of: sampleEvidenceId('after'), as: after },
  ]
  return { what, seen, note, ...BY_SAMPLE }
}
