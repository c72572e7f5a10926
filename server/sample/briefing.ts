import type * as Y from 'yjs'
import { addBriefing, addScene } from '../../shared/briefing/actions.ts'
import type { Frame } from '../../shared/briefing/scene.ts'
import { FIRST_PAGE } from '../../shared/board/layout.ts'
import { cardPlaces } from './layout.ts'
import { readManifest, type MediaName } from './media.ts'
import { sampleEvidenceId } from './sample-item.ts'

/** One stop of the sample's briefing, by the keys of its items. */
type SampleScene = {
  title: string
  description: string
  notes: string
  /** What its frame goes around. */
  around: readonly string[]
  /** What stands out; all of it the same where nothing is named. */
  emphasises?: readonly string[]
  steps?: readonly (readonly string[])[]
  /** Clips stand at the moment from which this picture was taken. */
  standsAt?: Record<string, MediaName>
}

/** The case told in seven views of the board: what is seen first, then what follows, and last what nobody knows. */
export const sampleScenes: readonly SampleScene[] = [
  {
    title: 'Two clips on Telegram',
    description:
      'Astra posted both. Who filmed them is not known; the videos appear to show North Korean soldiers.',
    notes:
      'Begin with the voice: “Here they are.” Nobody has named the speaker.\n\nAstra posted the clips. That does not make Astra the filmer, and two clips from one posting are one posting.\n\nNo year is written anywhere in the text: days stay without one.',
    around: ['opening-line', 'accent', 'appear-to-show', 'clip-1', 'astra-post', 'clip-2'],
    steps: [['opening-line'], ['astra-post', 'clip-2'], ['accent', 'appear-to-show']],
    standsAt: { 'clip-1': 'frame-entrance.png', 'clip-2': 'frame-uniform.png' },
  },
  {
    title: 'Where they were filmed',
    description:
      'Clip 1 is geolocated to a training site at Sergeyevka. For clip 2 the place is implied, not stated.',
    notes:
      'The green and white building is the anchor: the person who films walks towards it.\n\nSay clearly that clip 2 hangs on the barracks, and that the article does not spell that step out.',
    around: ['clip-1', 'clip-2', 'green-building', 'site', 'voxcheck', 'barracks'],
    steps: [['site'], ['voxcheck'], ['barracks']],
  },
  {
    title: 'What they wear and carry',
    description:
      'One analyst identifies uniform and kit; boxes appear to bear the logo of BTK Group. One expert is one source.',
    notes:
      'Both findings come from Kuznets. Do not count him twice.\n\n“Appear to” belongs to the boxes: keep it when you say it.',
    around: [
      'uniform-is',
      'boxes-logo',
      'five-items',
      'uniform-frame',
      'kuznets',
      'box-detail',
      'sheet-1',
      'sheet-4',
    ],
    steps: [
      ['boxes-logo', 'box-detail'],
      ['five-items', 'sheet-1', 'sheet-2', 'sheet-3', 'sheet-4'],
    ],
  },
  {
    title: 'Clip 3 and the windows',
    description:
      'An agency released it, without original or provenance. Place and time could not be confirmed; the windows resemble, and prove nothing.',
    notes:
      'Two checks failed, and the card says so. Whoever released the clip has an interest.\n\nWalk the string slowly: windows inside, windows outside, the building next to the barracks. It is a hypothesis.',
    around: [
      'clip-3',
      'windows-inside',
      'windows-outside',
      'release',
      'agency-says',
      'window-match',
    ],
    emphasises: [
      'clip-3',
      'windows-inside',
      'windows-outside',
      'window-match',
      'hypothesis',
      'where-clip-3',
      'cafeteria',
    ],
    steps: [['windows-inside', 'cafeteria'], ['windows-outside', 'window-match'], ['hypothesis']],
    standsAt: { 'clip-3': 'frame-windows-inside.png' },
  },
  {
    title: 'From above, before and after',
    description:
      'The fence is gone, and cars and rubbish stand outside. Provider and dates of the pictures are not stated.',
    notes:
      'Open the comparison and swipe if there is time.\n\nThe missing dates are part of the finding: more activity, but since when exactly nobody has said.',
    around: ['before', 'after', 'fence-gone', 'cars-trash', 'activity', 'before-after'],
    steps: [
      ['fence-gone', 'cars-trash'],
      ['activity', 'before-after'],
    ],
  },
  {
    title: 'Who says so',
    description:
      'Governments give figures of different days and scopes. They may share one source, and deployment to Kursk could not be confirmed.',
    notes:
      'At least 3,000 and 12,000 do not contradict each other: other day, other scope.\n\nPutin “appeared to acknowledge”. Kirby said “possible”, and it reached us through Reuters.',
    around: ['dispatched', 'three-thousand', 'putin', 'twelve-thousand', 'some-in-kursk', 'kirby'],
    steps: [
      ['three-thousand', 'twelve-thousand'],
      ['putin'],
      ['some-in-kursk', 'kirby', 'nis-papers'],
    ],
  },
  {
    title: 'What nobody knows yet',
    description: 'The open questions, and who looks into them.',
    notes:
      'End here, and leave it on the screen for questions. Ask the room what they could find out.',
    around: ['what-training', 'one-source', 'which-year'],
  },
]

/** Left free around what a scene shows, canvas pixels: less than lies between a panel's heading and its first cards. */
const MARGIN = 36

/** @param shapes the cards, by the key of their item */
export function addSampleBriefing(
  doc: Y.Doc,
  { shapes, by }: { shapes: ReadonlyMap<string, string>; by: string },
): void {
  const briefing = addBriefing(doc, { title: 'Sergeyevka: what the pictures show', by })
  const cardsOf = (keys: readonly string[] = []) =>
    keys.map((key) => {
      const id = shapes.get(key)
      if (id === undefined) throw new Error(`The sample board has no card ${key}`)
      return id
    })
  for (const { around, emphasises, steps = [], standsAt = {}, ...words } of sampleScenes)
    addScene(doc, {
      ...words,
      briefing,
      by,
      page: FIRST_PAGE,
      frame: frameAround(around),
      emphasises: cardsOf(emphasises),
      steps: steps.map(cardsOf),
      media: Object.fromEntries(
        Object.entries(standsAt).map(([key, picture]) => [
          sampleEvidenceId(key),
          secondsOf(picture),
        ]),
      ),
    })
}

/** In the middle of the frame that was cited, so that no rounding shows the one before. */
function secondsOf(picture: MediaName): number {
  const { frame = 0 } = readManifest()[picture] ?? {}
  return (frame + 0.5) / FPS
}

/** Of every clip of the sample. */
const FPS = 25

function frameAround(keys: readonly string[]): Frame {
  const places = cardPlaces()
  const boxes = keys.map((key) => {
    const box = places.get(key)
    if (!box) throw new Error(`The sample board has no place for ${key}`)
    return box
  })
  const left = Math.min(...boxes.map(({ x }) => x)) - MARGIN
  const top = Math.min(...boxes.map(({ y }) => y)) - MARGIN
  const w = Math.max(...boxes.map((box) => box.x + box.w)) + MARGIN - left
  const h = Math.max(...boxes.map((box) => box.y + box.h)) + MARGIN - top
  return { x: left, y: top, w, h }
}
