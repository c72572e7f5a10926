/**
 * Where everything on the sample board lies, in canvas pixels. Six columns tell the story from left to right;
 * cards that an arrow joins are neighbours, so that arrows run through gutters.
 */

export type Box = { x: number; y: number; w: number; h: number }

const CARD_W = 340
/** Between two cards beside each other: room for an arrow's label. */
const GUTTER = 150
const PADDING = 48
const BETWEEN_COLUMNS = 76
const COLUMNS_TOP = 620
const CARDS_TOP = COLUMNS_TOP + 230

/** Cards of one column, track by track: key, top below the first card's, height. */
type Track = readonly (readonly [key: string, top: number, h: number])[]

type Column = { title: string; says: string; tracks: readonly Track[] }

const columns: readonly Column[] = [
  {
    title: 'What the clips show',
    says: 'Two clips posted by Astra: words, faces of a place, kit.',
    tracks: [
      [
        ['opening-line', 30, 240],
        ['accent', 400, 240],
        ['appear-to-show', 730, 240],
        ['uniform-is', 1090, 240],
        ['kuznets', 1410, 160],
        ['five-items', 1650, 240],
      ],
      [
        ['clip-1', 0, 310],
        ['astra-post', 430, 160],
        ['clip-2', 710, 310],
        ['uniform-detail', 1110, 300],
        ['box-detail', 1490, 300],
        ['boxes-logo', 1870, 200],
      ],
    ],
  },
  {
    title: 'Where',
    says: 'Each building is a place of its own.',
    tracks: [
      [
        ['green-building', 0, 300],
        ['site', 390, 220],
        ['voxcheck', 700, 160],
        ['barracks', 950, 300],
        ['neighbour', 1340, 300],
      ],
    ],
  },
  {
    title: 'Interior match',
    says: 'Clip 3, released by an agency: never verified.',
    tracks: [
      [
        ['clip-3', 0, 360],
        ['windows-inside', 680, 300],
        ['windows-outside', 1340, 300],
      ],
      [
        ['release', 0, 160],
        ['agency-says', 250, 240],
        ['where-clip-3', 580, 170],
        ['hypothesis', 840, 260],
        ['cafeteria', 1200, 220],
      ],
    ],
  },
  {
    title: 'Satellite',
    says: 'Before and after; provider and dates are not stated.',
    tracks: [
      [
        ['before', 0, 330],
        ['fence-gone', 440, 240],
        ['activity', 850, 240],
      ],
      [
        ['after', 0, 330],
        ['cars-trash', 440, 240],
      ],
    ],
  },
  {
    title: 'Who says so',
    says: 'Claims with claimant, day, hedge and chain.',
    tracks: [
      [
        ['dispatched', 0, 260],
        ['three-thousand', 350, 250],
        ['nis-papers', 1010, 240],
        ['nis-why', 1340, 240],
      ],
      [
        ['putin', 0, 260],
        ['twelve-thousand', 350, 250],
        ['some-in-kursk', 690, 230],
        ['kirby', 1010, 270],
        ['reuters', 1370, 150],
        ['article', 1610, 170],
      ],
    ],
  },
  {
    title: 'Open questions',
    says: 'What nobody knows yet, and who looks.',
    tracks: [
      [
        ['what-training', 0, 170],
        ['deployed-where', 240, 170],
        ['watching', 480, 200],
        ['one-source', 750, 180],
        ['who-filmed', 1000, 180],
        ['which-imagery', 1250, 180],
        ['which-year', 1500, 190],
      ],
    ],
  },
]

const stripKeys = ['geoconfirmed', 'para-pax', 'liberation', 'maxar', 'nis-sites'] as const
const STRIP_CARD: { w: number; h: number } = { w: 420, h: 170 }

const columnsHeight =
  Math.max(
    ...columns.flatMap(({ tracks }) =>
      tracks.flatMap((track) => track.map(([, top, h]) => top + h)),
    ),
  ) +
  (CARDS_TOP - COLUMNS_TOP) +
  PADDING

/** The panel of each column with its heading, left to right. */
export function columnPanels(): { panel: Box; title: string; says: string; number: number }[] {
  let x = 0
  return columns.map(({ title, says, tracks }, i) => {
    const w = tracks.length * CARD_W + (tracks.length - 1) * GUTTER + PADDING * 2
    const panel = { x, y: COLUMNS_TOP, w, h: columnsHeight }
    x += w + BETWEEN_COLUMNS
    return { panel, title, says, number: i + 1 }
  })
}

/** Where each card lies, by the key of its item. */
export function cardPlaces(): Map<string, Box> {
  const places = new Map<string, Box>()
  columnPanels().forEach(({ panel }, i) => {
    columns[i]?.tracks.forEach((track, t) => {
      for (const [key, top, h] of track) {
        places.set(key, {
          x: panel.x + PADDING + t * (CARD_W + GUTTER),
          y: CARDS_TOP + top,
          w: CARD_W,
          h,
        })
      }
    })
  })
  const strip = stripPanel()
  stripKeys.forEach((key, i) => {
    const x = strip.x + strip.w - PADDING - (stripKeys.length - i) * (STRIP_CARD.w + 48) + 48
    places.set(key, { x, y: strip.y + PADDING, ...STRIP_CARD })
  })
  return places
}

/** The band below the columns: pages from outside the article. */
export function stripPanel(): Box {
  return {
    x: 0,
    y: COLUMNS_TOP + columnsHeight + BETWEEN_COLUMNS,
    w: boardWidth(),
    h: STRIP_CARD.h + PADDING * 2,
  }
}

export function boardWidth(): number {
  return Math.max(...columnPanels().map(({ panel }) => panel.x + panel.w))
}
