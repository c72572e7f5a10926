import { claimant, STAND_IN, TIMES, type SamplePart } from './sample-item.ts'

const KUZNETS = claimant({
  name: 'Dmitry Kuznets',
  role: 'Military analyst, Meduza',
  act: 'asserts',
  basis: 'By eye, from the footage.',
})

/** S10, S18: the uniform, the boxes, and the one analyst behind both identifications. */
export const equipment: SamplePart = {
  items: [
    {
      key: 'uniform-detail',
      rows: ['S10'],
      kind: 'photo',
      media: 'detail-uniform.jpg',
      fields: {
        title: 'The uniform, two regions marked',
        description:
          'Region 1: chest pocket. Region 2: collar. Redrawn: no frame of the real clip is held.',
        receivedFrom: 'Drawn by the project.',
        standIn: STAND_IN,
      },
    },
    {
      key: 'uniform-is',
      rows: ['S10'],
      kind: 'claim',
      fields: {
        title: 'Which uniform',
        statement: 'The fatigues are the Russian all-season field uniform, made by BTK Group.',
        modality: 'asserted',
        claimants: [KUZNETS],
        scope: 'What the men in Astra’s clips wear',
        description: 'Expert identification by eye. It shows whose kit it is, not who wears it.',
        workflow: 'in-progress',
      },
    },
    {
      key: 'kuznets',
      rows: ['S10', 'S18'],
      kind: 'link',
      fields: {
        title: 'Dmitry Kuznets, Meduza',
        site: 'Military analyst at Meduza, an independent Russian news outlet',
        author: 'Dmitry Kuznets',
        description: 'One source for two findings: they do not confirm each other.',
      },
    },
    {
      key: 'five-items',
      rows: ['S18'],
      kind: 'claim',
      fields: {
        title: 'Five kinds of items',
        statement: 'Sleeping bags, jackets, pants, shirts and suspenders can be identified.',
        modality: 'asserted',
        claimants: [KUZNETS],
        quantity: {
          comparator: '=',
          value: 5,
          unit: 'kinds of items',
          scope: 'named by the analyst',
        },
        description:
          'sleeping bags · jackets · pants · shirts · suspenders. No timecode is stated for any of them.',
        workflow: 'to-do',
      },
    },
    {
      key: 'box-detail',
      rows: ['S18'],
      kind: 'photo',
      media: 'detail-box.jpg',
      fields: {
        title: 'A box with a logo, one region marked',
        description:
          'Region 1: where the logo would be. The mark is made up. Which clip shows the boxes is not stated.',
        receivedFrom: 'Drawn by the project.',
        standIn: STAND_IN,
      },
    },
    {
      key: 'boxes-logo',
      rows: ['S18'],
      kind: 'claim',
      fields: {
        title: 'Boxes with a logo',
        statement:
          'The packs are filled with supplies that appear to come from boxes with BTK Group’s logo.',
        modality: 'appears',
        claimants: [claimant({ name: TIMES, act: 'reports', through: [] })],
        scope: 'Boxes in “the footage”; which clip is not stated',
      },
    },
  ],
  ties: [
    { from: 'uniform-detail', relation: 'derived-from', to: 'clip-2' },
    { from: 'uniform-detail', relation: 'supports', to: 'uniform-is' },
    {
      from: 'uniform-is',
      relation: 'attributed-to',
      to: 'kuznets',
      start: [0.9, 0.9],
      end: [0.1, 0.5],
    },
    {
      from: 'five-items',
      relation: 'attributed-to',
      to: 'kuznets',
      start: [0.9, 0.1],
      end: [0.1, 0.6],
      labelPosition: 0.65,
    },
    { from: 'uniform-is', relation: 'supports', to: 'boxes-logo' },
    { from: 'five-items', relation: 'supports', to: 'boxes-logo' },
    { from: 'box-detail', relation: 'supports', to: 'five-items' },
    { from: 'box-detail', relation: 'supports', to: 'boxes-logo', labelPosition: 0.7 },
  ],
}
