import type * as Y from 'yjs'
import { addBriefing, addScene } from '../../shared/briefing/actions.ts'
import type { Frame } from '../../shared/briefing/scene.ts'
import { FIRST_PAGE } from '../../shared/board/layout.ts'
import { cardPlaces, type Box } from './layout.ts'
import { readManifest, type MediaName } from './media.ts'
import { questions } from './questions.ts'
import { sampleEvidenceId, type SampleTie } from './sample-item.ts'

/** One stop of the sample's briefing, by the keys of its items. */
type SampleScene = {
  title: string
  description: string
  notes: string
  /** What its frame goes around. */
  around: readonly string[]
  /** Cards whose remark in the margin is left out with what is no part of the scene. */
  withoutNotes?: readonly string[]
  steps?: readonly (readonly string[])[]
  /** Clips stand at the moment from which this picture was taken. */
  standsAt?: Record<string, MediaName>
}

/** The case told in nine views of the board: what is seen first, then what follows, and last what nobody knows. */
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
    title: 'Clip 3, without a source',
    description:
      'An agency released it, without original or provenance. Place and time could not be confirmed.',
    notes: 'Two checks failed, and the card says so. Whoever released the clip has an interest.',
    around: ['clip-3', 'release', 'agency-says', 'where-clip-3'],
    steps: [['release', 'agency-says'], ['where-clip-3']],
    standsAt: { 'clip-3': 'frame-windows-inside.png' },
  },
  {
    title: 'The windows',
    description:
      'Windows inside resemble windows outside, and the building stands beside the barracks. That proves nothing.',
    notes:
      'Walk the string slowly: windows inside, windows outside, the building next to the barracks. It is a hypothesis.',
    around: [
      'windows-inside',
      'windows-outside',
      'window-match',
      'neighbour',
      'barracks',
      'hypothesis',
      'cafeteria',
    ],
    withoutNotes: ['windows-outside'],
    steps: [
      ['windows-outside', 'window-match'],
      ['neighbour', 'barracks'],
      ['hypothesis', 'cafeteria'],
    ],
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
    title: 'How many, and who says so',
    description:
      'Governments give figures of different days and scopes. They may share one source.',
    notes:
      'At least 3,000 and 12,000 do not contradict each other: other day, other scope.\n\nPutin “appeared to acknowledge”: keep the words.',
    around: ['dispatched', 'three-thousand', 'putin', 'twelve-thousand'],
    steps: [['three-thousand', 'twelve-thousand'], ['putin']],
  },
  {
    title: 'In Kursk, or not',
    description: 'Ukraine says that some are there. The deployment could not be confirmed.',
    notes: 'Kirby said “possible”, and it reached us through Reuters.',
    around: ['some-in-kursk', 'kirby', 'reuters', 'nis-papers', 'nis-why'],
    withoutNotes: ['three-thousand'],
    steps: [
      ['kirby', 'reuters'],
      ['nis-papers', 'nis-why'],
    ],
  },
  {
    title: 'What nobody knows yet',
    description: 'The open questions, and who looks into them.',
    notes:
      'End here, and leave it on the screen for questions. Ask the room what they could find out.',
    around: questions.items.map(({ key }) => key),
  },
]

/** Left free around what a scene shows, canvas pixels: less than lies between a panel's heading and its first cards. */
const MARGIN = 36

/**
 * @param shapes the cards, by the key of their item
 * @param notes the remarks in the margin, by the key of the item beside which they stand
 */
export function addSampleBriefing(
  doc: Y.Doc,
  {
    shapes,
    notes,
    ties,
    by,
  }: {
    shapes: ReadonlyMap<string, string>
    notes: ReadonlyMap<string, string>
    ties: readonly SampleTie[]
    by: string
  },
): void {
  const briefing = addBriefing(doc, { title: 'Sergeyevka: what the pictures show', by })
  const among = (ids: ReadonlyMap<string, string>) => (keys: readonly string[]) =>
    keys.map((key) => {
      const id = ids.get(key)
      if (id === undefined) throw new Error(`The sample board has no such shape: ${key}`)
      return id
    })
  const cardsOf = among(shapes)
  for (const { around, withoutNotes = [], steps = [], standsAt = {}, ...words } of sampleScenes)
    addScene(doc, {
      ...words,
      briefing,
      by,
      page: FIRST_PAGE,
      frame: frameAround(around),
      hides: [...cardsOf(besides({ around, steps }, ties)), ...among(notes)(withoutNotes)],
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

/** What would stand half in the frame, or hold a string that leaves it, and is no part of the scene. */
function besides(
  { around, steps = [] }: Pick<SampleScene, 'around' | 'steps'>,
  ties: readonly SampleTie[],
): string[] {
  const named = new Set([...around, ...steps.flat()])
  const frame = frameAround(around)
  const tied = new Set(
    ties.flatMap(({ from, to }) => (named.has(from) ? [to] : named.has(to) ? [from] : [])),
  )
  return [...cardPlaces()].flatMap(([key, box]) =>
    !named.has(key) && (tied.has(key) || meet(box, frame)) ? [key] : [],
  )
}

function meet(a: Box, b: Box): boolean {
  return a.x < b.x + b.w && b.x < a.x + a.w && a.y < b.y + b.h && b.y < a.y + a.h
}

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
