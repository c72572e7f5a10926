import { toRichText } from '@tldraw/tlschema'

/** Complete props of tldraw's own shapes, with contents as long as people's usually are. */

type Random = () => number
type Props = Record<string, unknown>

const words =
  'the soldiers were seen near a training site after trucks arrived at dawn and left towards the river by an unmarked road said to be closed since summer according to people living there who filmed the building from across a field'.split(
    ' ',
  )

export function sentence(random: Random, length: number): string {
  const chosen = Array.from({ length }, () => pick(random, words))
  return chosen.join(' ')
}

export function geoProps(random: Random): Props {
  return {
    geo: pick(random, ['rectangle', 'ellipse', 'diamond', 'hexagon', 'cloud']),
    dash: pick(random, ['draw', 'solid', 'dashed']),
    url: '',
    w: 120 + Math.round(random() * 180),
    h: 80 + Math.round(random() * 180),
    growY: 0,
    scale: 1,
    labelColor: 'black',
    color: colour(random),
    fill: pick(random, ['none', 'semi', 'solid']),
    size: 'm',
    font: 'draw',
    align: 'middle',
    verticalAlign: 'middle',
    richText: toRichText(random() < 0.5 ? sentence(random, 4) : ''),
  }
}

/** A pen stroke of 20 to 80 points. */
export function drawProps(random: Random): Props {
  let [x, y] = [0, 0]
  const points = Array.from({ length: 20 + Math.floor(random() * 60) }, () => {
    const point = { x: round(x), y: round(y), z: 0.5 }
    x += (random() - 0.3) * 9
    y += (random() - 0.45) * 9
    return point
  })
  return {
    color: colour(random),
    fill: 'none',
    dash: 'draw',
    size: 'm',
    segments: [{ type: 'free', points }],
    isComplete: true,
    isClosed: false,
    isPen: false,
    scale: 1,
  }
}

export function textProps(random: Random): Props {
  return {
    color: colour(random),
    size: 'm',
    font: 'sans',
    textAlign: 'start',
    w: 300,
    richText: toRichText(sentence(random, 8)),
    scale: 1,
    autoSize: false,
  }
}

export function noteProps(random: Random): Props {
  return {
    color: pick(random, ['yellow', 'light-blue', 'light-green']),
    labelColor: 'black',
    size: 'm',
    font: 'sans',
    fontSizeAdjustment: 0,
    align: 'middle',
    verticalAlign: 'middle',
    growY: 0,
    url: '',
    richText: toRichText(sentence(random, 10)),
    scale: 1,
  }
}

function colour(random: Random): string {
  return pick(random, ['black', 'blue', 'green', 'red', 'orange', 'violet', 'grey'])
}

function pick<T>(random: Random, from: readonly T[]): T {
  const chosen = from[Math.floor(random() * from.length)]
  if (chosen === undefined) throw new Error('Nothing to pick from')
  return chosen
}

function round(value: number): number {
  return Math.round(value * 100) / 100
}
