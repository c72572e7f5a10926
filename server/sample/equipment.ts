import {
  claimant,
  FRAME_SIZE,
  regionsIn,
  STAND_IN,
  TIMES,
  type SampleItem,
  type SamplePart,
} from './sample-item.ts'

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
      key: 'uniform-frame',
      rows: ['S10'],
      kind: 'photo',
      media: 'frame-uniform.png',
      frameOf: 'clip-2',
      fields: {
        title: 'The uniform, two regions marked',
        description:
          'What Kuznets speaks of, on two of the men. No frame of the real clip is held: the cut and pattern he knows it by cannot be seen here.',
        receivedFrom: 'Grabbed from the stand-in of clip 2, frame 85.',
        regions: regionsIn(FRAME_SIZE, [
          {
            label: 'The uniform on one man',
            box: [476, 208, 52, 126],
            note: 'Identified by Dmitry Kuznets, military analyst at Meduza, by eye.',
          },
          { label: 'The same on another', box: [308, 196, 48, 118] },
        ]),
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
          '1. Sleeping bags: time code not stated\n' +
          '2. Jackets: time code not stated\n' +
          '3. Pants: time code not stated\n' +
          '4. Shirts: time code not stated\n' +
          '5. Suspenders: time code not stated\n' +
          'None of them can be made out on the contact sheet of the stand-in.',
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
          'The mark is made up. Which clip shows the boxes is not stated, so this is no frame of any.',
        receivedFrom: 'Drawn by the project.',
        regions: regionsIn(
          [720, 540],
          [
            {
              label: 'Where the logo is',
              box: [246, 328, 132, 146],
              note: 'What the article takes for BTK Group’s logo. The hexagon here only stands for it.',
            },
          ],
        ),
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
    {
      key: 'btk',
      rows: ['S10', 'S18'],
      kind: 'link',
      fields: {
        title: 'BTK Group, an organisation',
        site: 'Russian company that makes uniforms',
        description:
          'Two things lead here: the make of the uniform, by Kuznets, and the logo on boxes. A maker’s mark says who made a thing, not who wears it.',
      },
    },
    ...[21, 65, 109, 153].map(sheetFrame),
  ],
  ties: [
    { from: 'uniform-frame', relation: 'derived-from', to: 'clip-2' },
    { from: 'uniform-frame', relation: 'supports', to: 'uniform-is', fromRegion: 1 },
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
      labelPosition: 0.25,
    },
    { from: 'uniform-is', relation: 'supports', to: 'boxes-logo' },
    { from: 'five-items', relation: 'supports', to: 'boxes-logo' },
    { from: 'box-detail', relation: 'supports', to: 'five-items' },
    {
      from: 'box-detail',
      relation: 'supports',
      to: 'boxes-logo',
      fromRegion: 1,
      labelPosition: 0.25,
    },
    { from: 'box-detail', relation: 'depicts', to: 'btk', fromRegion: 1 },
  ],
}

/** One of the frames that were taken evenly over clip 2, to look the footage through. */
function sheetFrame(frame: number, at: number): SampleItem {
  const media = (['sheet-1.png', 'sheet-2.png', 'sheet-3.png', 'sheet-4.png'] as const)[at]
  return {
    key: `sheet-${at + 1}`,
    rows: ['S18'],
    kind: 'photo',
    ...(media && { media }),
    frameOf: 'clip-2',
    fields: {
      title: `Clip 2, frame ${frame}`,
      description: `Contact sheet of clip 2, ${at + 1} of 4. Looked through for packs and boxes: none in the stand-in.`,
      receivedFrom: `Grabbed from the stand-in of clip 2, frame ${frame}.`,
      standIn: STAND_IN,
    },
  }
}
