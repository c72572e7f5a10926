/**
 * Where everything on the sample board lies, in canvas pixels. Six columns tell the story from left to right;
 * cards that an arrow joins are neighbours, so that arrows run through gutters.
 */

export type Box = { x: number; y: number; w: number; h: number }

const PADDING = 48
const BETWEEN_COLUMNS = 90
const COLUMNS_TOP = 560
/** From the top of a panel to its first cards. */
const HEADING = 226

/** Cards of one width below each other: top below the panel's first cards, and height. */
type Track = { w: number; cards: readonly (readonly [key: string, top: number, h: number])[] }

/** `gutter` lies between the tracks: room for an arrow and its label. */
type Column = {
  title: string
  says: string
  /** Ends where its cards end, for there is another panel below. */
  isShort?: boolean
  gutter: number
  tracks: readonly Track[]
  grid?: Grid
}

/** Cards of one size in rows, as a contact sheet lies: `left` and `top` from the panel's first cards. */
type Grid = {
  left: number
  top: number
  w: number
  h: number
  gap: number
  across: number
  keys: readonly string[]
}

const columns: readonly Column[] = [
  {
    title: 'What the clips show',
    says: 'Two clips that Astra posted: words, voices, uniforms, boxes.',
    gutter: 215,
    tracks: [
      {
        w: 340,
        cards: [
          ['opening-line', 80, 290],
          ['accent', 430, 230],
          ['appear-to-show', 720, 310],
          ['uniform-is', 1180, 250],
          ['boxes-logo', 1500, 250],
          ['five-items', 1860, 280],
        ],
      },
      {
        w: 400,
        cards: [
          ['clip-1', 0, 390],
          ['astra-post', 470, 150],
          ['clip-2', 700, 390],
          ['uniform-frame', 1190, 380],
          ['kuznets', 1610, 150],
          ['box-detail', 1830, 380],
          ['btk', 2300, 150],
        ],
      },
    ],
    grid: {
      left: 1015,
      top: 1190,
      w: 236,
      h: 284,
      gap: 40,
      across: 1,
      keys: ['sheet-1', 'sheet-2', 'sheet-3', 'sheet-4'],
    },
  },
  {
    title: 'Where',
    says: 'Each building a place.',
    gutter: 0,
    tracks: [
      {
        w: 400,
        cards: [
          ['green-building', 0, 380],
          ['site', 460, 240],
          ['voxcheck', 770, 195],
          ['barracks', 1040, 380],
          ['neighbour', 1760, 380],
        ],
      },
    ],
  },
  {
    title: 'Interior match',
    says: 'Clip 3, released by an agency. It was never verified.',
    gutter: 215,
    tracks: [
      {
        w: 400,
        cards: [
          ['clip-3', 0, 420],
          ['windows-inside', 890, 380],
          ['windows-outside', 1760, 380],
        ],
      },
      {
        w: 340,
        cards: [
          ['release', 60, 150],
          ['agency-says', 320, 290],
          ['where-clip-3', 690, 200],
          ['hypothesis', 980, 300],
          ['cafeteria', 1340, 210],
          ['window-match', 1660, 640],
        ],
      },
    ],
  },
  {
    title: 'Satellite',
    says: 'Before and after. Provider and dates are not stated.',
    isShort: true,
    gutter: 160,
    tracks: [
      {
        w: 400,
        cards: [
          ['before', 0, 480],
          ['fence-gone', 590, 240],
          ['activity', 1010, 240],
        ],
      },
      {
        w: 400,
        cards: [
          ['after', 0, 480],
          ['cars-trash', 590, 240],
          ['before-after', 1010, 500],
        ],
      },
    ],
  },
  {
    title: 'Who says so',
    says: 'Claims, with claimant, day and hedge.',
    gutter: 225,
    tracks: [
      {
        w: 340,
        cards: [
          ['dispatched', 0, 360],
          ['three-thousand', 400, 350],
          ['nis-papers', 1200, 240],
          ['nis-why', 1640, 200],
        ],
      },
      {
        w: 340,
        cards: [
          ['putin', 0, 280],
          ['twelve-thousand', 400, 320],
          ['some-in-kursk', 800, 240],
          ['kirby', 1160, 300],
          ['reuters', 1580, 150],
          ['article', 1840, 180],
        ],
      },
    ],
  },
  {
    title: 'Open questions',
    says: 'Not known yet; who looks.',
    gutter: 90,
    tracks: [
      {
        w: 440,
        cards: [
          ['what-training', 0, 210],
          ['deployed-where', 320, 210],
          ['watching', 640, 250],
          ['one-source', 960, 210],
        ],
      },
      {
        w: 440,
        cards: [
          ['who-filmed', 0, 210],
          ['which-imagery', 320, 210],
          ['which-year', 640, 210],
        ],
      },
    ],
  },
]

/** Pages from outside the article, below the short column. */
const outside: Column = {
  title: 'Outside the article',
  says: 'Public pages around the case. Not part of its reasoning.',
  gutter: 130,
  tracks: [
    {
      w: 400,
      cards: [
        ['geoconfirmed', 0, 170],
        ['liberation', 215, 170],
        ['nis-sites', 430, 170],
      ],
    },
    {
      w: 400,
      cards: [
        ['para-pax', 0, 170],
        ['maxar', 215, 170],
      ],
    },
  ],
}

export type Panel = Box & { title: string; says: string }

/** The panels with their headings: the columns from left to right, then the one below. */
export function panels(): Panel[] {
  return placed().map(({ panel }) => panel)
}

/** Where each card lies, by the key of its item. */
export function cardPlaces(): Map<string, Box> {
  const places = new Map<string, Box>()
  for (const { panel, column } of placed()) {
    let x = panel.x + PADDING
    for (const { w, cards } of column.tracks) {
      for (const [key, top, h] of cards) places.set(key, { x, y: panel.y + HEADING + top, w, h })
      x += w + column.gutter
    }
    for (const [key, box] of gridPlaces(column.grid))
      places.set(key, { ...box, x: box.x + panel.x + PADDING, y: box.y + panel.y + HEADING })
  }
  return places
}

/** From the panel's first cards. */
function gridPlaces(grid: Grid | undefined): [key: string, place: Box][] {
  if (!grid) return []
  const { left, top, w, h, gap, across, keys } = grid
  return keys.map((key, at) => {
    const [column, row] = [at % across, Math.floor(at / across)]
    return [key, { x: left + column * (w + gap), y: top + row * (h + gap), w, h }]
  })
}

export function boardWidth(): number {
  return Math.max(...panels().map(({ x, w }) => x + w))
}

function placed(): { panel: Panel; column: Column }[] {
  const tallest = Math.max(...columns.map(heightOf))
  const all: { panel: Panel; column: Column }[] = []
  let x = 0
  for (const column of columns) {
    const { title, says } = column
    const h = column.isShort ? heightOf(column) : tallest
    all.push({ column, panel: { title, says, x, y: COLUMNS_TOP, w: widthOf(column), h } })
    x += widthOf(column) + BETWEEN_COLUMNS
  }
  const above = all.find(({ column }) => column.isShort)?.panel
  if (above) {
    const y = above.y + above.h + BETWEEN_COLUMNS
    const { title, says } = outside
    const h = COLUMNS_TOP + tallest - y
    all.push({ column: outside, panel: { title, says, x: above.x, y, w: above.w, h } })
  }
  return all
}

function widthOf({ tracks, gutter, grid }: Column): number {
  const ofTracks = tracks.reduce((sum, { w }) => sum + w, gutter * (tracks.length - 1))
  return Math.max(ofTracks, ...gridPlaces(grid).map(([, { x, w }]) => x + w)) + PADDING * 2
}

function heightOf({ tracks, grid }: Column): number {
  const bottom = Math.max(
    ...tracks.flatMap(({ cards }) => cards.map(([, top, h]) => top + h)),
    ...gridPlaces(grid).map(([, { y, h }]) => y + h),
  )
  return HEADING + bottom + PADDING
}
