import { claimant, STAND_IN, TIMES, type SamplePart } from './sample-item.ts'

const timesReports = [claimant({ name: TIMES, act: 'reports', through: [] })]
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
        workflow: 'help-needed',
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
    { from: 'activity', relation: 'supports', to: 'hypothesis' },
  ],
}
