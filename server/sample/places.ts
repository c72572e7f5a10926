import {
  byTimes,
  claimant,
  FRAME_SIZE,
  regionsIn,
  STAND_IN,
  TIMES,
  type SamplePart,
} from './sample-item.ts'

const complex = (name: string, method: string) => ({
  name,
  lat: null,
  lon: null,
  precision: 'unknown',
  method,
  by: TIMES,
})

/** S2, S15: the site, and its buildings as places of their own. */
export const places: SamplePart = {
  items: [
    {
      key: 'green-building',
      rows: ['S2'],
      kind: 'photo',
      media: 'frame-entrance.png',
      frameOf: 'clip-1',
      fields: {
        title: 'Place: the green and white building',
        description:
          'Frame 150 of the stand-in, the building marked. The crowd stands near its entrance.',
        regions: regionsIn(FRAME_SIZE, [
          { label: 'Green and white building', box: [16, 67, 608, 183] },
        ]),
        place: complex(
          'Green and white building, training site at Sergeyevka',
          'Follows from the location of clip 1. Its own position is not published.',
        ),
        receivedFrom: 'Grabbed from the stand-in of clip 1, frame 150.',
        standIn: STAND_IN,
      },
    },
    {
      key: 'site',
      rows: ['S2'],
      kind: 'claim',
      verification: {
        status: 'partly-verified',
        judge: byTimes,
        reason: 'Located by the newspaper from the clip. Coordinates and method are not printed.',
      },
      fields: {
        title: 'Place: the training site',
        statement: 'Clip 1 was filmed at a military training site in the village of Sergeyevka.',
        modality: 'asserted',
        claimants: [
          claimant({
            name: TIMES,
            act: 'asserts',
            through: [],
            basis: 'Located from the clip; the method is not printed.',
          }),
        ],
        scope: 'Clip 1 only',
        place: complex(
          'Military training site, Sergeyevka, Primorsky Krai',
          'Located by the newspaper; coordinates and method are not printed.',
        ),
        description:
          'Two places in Primorsky Krai bear this name: gazetteer matches need a second look.',
      },
    },
    {
      key: 'voxcheck',
      rows: ['S2'],
      kind: 'link',
      fields: {
        title: 'VoxCheck: the barracks',
        url: 'https://fun.my.ua/uk/news/cluster/2024-10-23-analitiki-pidtverdili-prisutnist-soldativ-kndr-u-rosiyi-pkhenian-tsinichno-vse-zaperechuie',
        site: 'fun.my.ua (a copy)',
        description:
          'Outside the article. Places the clip that Astra posted at the three-storey barracks of military unit 44980, Serhiivka (Сергіївка).',
        claimedPlace: {
          name: 'Barracks of military unit 44980, Serhiivka (Сергіївка)',
          lat: null,
          lon: null,
          precision: 'unknown',
          method: 'As the copy reports it.',
          by: 'VoxCheck with Suspilne',
        },
      },
    },
    {
      key: 'barracks',
      rows: ['S15'],
      kind: 'photo',
      media: 'frame-barracks.png',
      frameOf: 'clip-2',
      fields: {
        title: 'Place: the barracks',
        description:
          'Frame 6 of the stand-in, the barracks marked. Here clip 2 shows the men milling around.',
        regions: regionsIn(FRAME_SIZE, [{ label: 'Barracks', box: [4, 38, 366, 224] }]),
        claimedPlace: complex(
          'Sergeyevka complex (implied)',
          'Implied by the article, not stated.',
        ),
        receivedFrom: 'Grabbed from the stand-in of clip 2, frame 6.',
        standIn: STAND_IN,
      },
    },
    {
      key: 'neighbour',
      rows: ['S15', 'S16'],
      kind: 'photo',
      media: 'frame-building.png',
      frameOf: 'clip-2',
      fields: {
        title: 'Place: the building beside the barracks',
        description: 'Frame 168 of the stand-in, the building marked. Adjacent to the barracks.',
        regions: regionsIn(FRAME_SIZE, [
          { label: 'Building beside the barracks', box: [318, 116, 318, 142] },
        ]),
        claimedPlace: complex(
          'Sergeyevka complex (implied)',
          'Adjacent to the barracks of clip 2.',
        ),
        receivedFrom: 'Grabbed from the stand-in of clip 2, frame 168.',
        standIn: STAND_IN,
      },
    },
  ],
  ties: [
    { from: 'clip-1', relation: 'depicts', to: 'green-building' },
    { from: 'green-building', relation: 'located-at', to: 'site' },
    { from: 'voxcheck', relation: 'consistent-with', to: 'site' },
    { from: 'voxcheck', relation: 'supports', to: 'barracks' },
    { from: 'clip-2', relation: 'depicts', to: 'barracks' },
    { from: 'neighbour', relation: 'located-at', to: 'barracks' },
  ],
}
