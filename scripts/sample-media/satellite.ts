import { words } from './burn-in.ts'
import {
  chance,
  css,
  ellipse,
  hex,
  line,
  n,
  polygon,
  svg,
  tone,
  type Point,
  type Rgb,
} from './paint.ts'

/** A made-up site from above, 900 × 760 pixels, drawn twice over the same ground: with a fence, and without. */
export const snapshotSize: Point = [900, 760]

type Season = { after: boolean; sun: Point; grass: Rgb; light: number }
const before: Season = { after: false, sun: [9, -12], grass: hex('#7c8563'), light: 0.02 }
const after: Season = { after: true, sun: [14, -9], grass: hex('#8a8360'), light: -0.03 }

export const drawBefore = () => draw(before)
export const drawAfter = () => draw(after)

/** Where things lie in both snapshots, pixels. */
export const sites = {
  barracks: { x: 120, y: 130, w: 150, h: 430, turn: -6 },
  building: { x: 470, y: 170, w: 250, h: 150, turn: -6 },
  fenceTop: [392, 96] as Point,
  fenceBottom: [448, 628] as Point,
}

function draw(season: Season): string {
  const [w, h] = snapshotSize
  const next = chance(201)
  let body = `<rect width="${w}" height="${h}" fill="${css(season.grass)}"/>`
  for (let i = 0; i < 900; i++) {
    const [x, y] = [next() * w, next() * h]
    body += `<ellipse cx="${n(x)}" cy="${n(y)}" rx="${n(6 + next() * 34)}" ry="${n(3 + next() * 12)}" transform="rotate(${n(next() * 180)} ${n(x)} ${n(y)})" fill="${css(tone(season.grass, (next() - 0.5) * 0.5), 0.13)}"/>`
  }
  body += fields(next) + roads(season, next)
  if (season.after) body += wornGround()
  body += woods(season, chance(202))
  if (!season.after) body += fence(season)
  else body += postHoles()
  body += block(sites.barracks, season, {
    roof: hex('#8c8478'),
    storeys: 3,
    seed: 203,
    ridge: true,
  })
  body += block(sites.building, season, {
    roof: hex('#7f8f87'),
    storeys: 1.6,
    seed: 204,
    ridge: true,
  })
  body += block({ x: 520, y: 470, w: 120, h: 78, turn: -6 }, season, {
    roof: hex('#9b9384'),
    storeys: 1,
    seed: 205,
    ridge: false,
  })
  body += block({ x: 694, y: 448, w: 76, h: 150, turn: 84 }, season, {
    roof: hex('#77705f'),
    storeys: 1,
    seed: 206,
    ridge: false,
  })
  if (season.after) body += cars(season) + litter()
  const veil = season.light > 0 ? `rgba(255,246,220,${season.light * 3})` : 'rgba(70,86,112,0.08)'
  body += `<rect width="${w}" height="${h}" fill="${veil}"/>`
  return svg(snapshotSize, { body: `<g>${body}</g>` })
}

/** The label that goes on after blur and grain. */
export function snapshotLabel(text: string): string {
  return svg(snapshotSize, {
    body:
      `<rect x="18" y="18" width="352" height="36" rx="4" fill="rgba(178,34,34,0.92)"/>` +
      words('STAND-IN · NOT REAL IMAGERY', [194, 43], {
        size: 20,
        weight: 700,
        anchor: 'middle',
        fill: '#fff',
      }) +
      `<rect x="18" y="706" width="${n(28 + text.length * 10.6)}" height="36" rx="4" fill="rgba(17,17,17,0.78)"/>` +
      words(text, [32, 731], { size: 20, weight: 400, anchor: 'start', fill: '#f4f1e6' }),
  })
}

function fields(next: () => number): string {
  let rows = ''
  for (let i = 0; i < 40; i++) {
    rows += line(
      [
        [0, 640 + i * 5],
        [900, 600 + i * 5 + next() * 2],
      ],
      i % 2 ? 'rgba(96,86,58,0.2)' : 'rgba(176,164,120,0.2)',
      2.4,
    )
  }
  return rows
}

function roads(season: Season, next: () => number): string {
  const asphalt = css(hex('#a19d93'))
  let body = line(
    [
      [-20, 640],
      [300, 622],
      [600, 590],
      [920, 566],
    ],
    asphalt,
    26,
  )
  body += line(
    [
      [330, 620],
      [318, 400],
      [300, 60],
      [296, -20],
    ],
    css(hex('#aaa494')),
    20,
  )
  body += line(
    [
      [560, 596],
      [548, 400],
      [540, 330],
    ],
    css(hex('#aaa494')),
    16,
  )
  body += polygon(
    [
      [458, 346],
      [760, 316],
      [776, 420],
      [470, 452],
    ],
    css(hex('#b0a998')),
  )
  for (let i = 0; i < 120; i++) {
    body += ellipse(
      [455 + next() * 320, 318 + next() * 132],
      [2 + next() * 14, 1 + next() * 4],
      css(tone(hex('#b0a998'), (next() - 0.5) * 0.5), 0.16),
    )
  }
  body += line(
    [
      [-20, 640],
      [300, 622],
      [600, 590],
      [920, 566],
    ],
    'rgba(230,226,210,0.35)',
    1.2,
  )
  return (
    body +
    (season.after
      ? ''
      : line(
          [
            [340, 420],
            [388, 412],
          ],
          css(hex('#9d946f'), 0.5),
          7,
        ))
  )
}

function wornGround(): string {
  const mud = hex('#b5a37c')
  const next = chance(301)
  let body = ''
  for (let i = 0; i < 90; i++) {
    body += ellipse(
      [300 + next() * 170, 330 + (next() - 0.5) * 150],
      [8 + next() * 30, 3 + next() * 10],
      css(tone(mud, (next() - 0.5) * 0.4), 0.2),
    )
  }
  for (const dy of [0, 9]) {
    body += line(
      [
        [322, 356 + dy],
        [390, 362 + dy],
        [430, 378 + dy],
        [480, 380 + dy],
      ],
      css(tone(mud, -0.28), 0.55),
      3.4,
    )
    body += line(
      [
        [318, 290 + dy],
        [372, 300 + dy],
        [420, 340 + dy],
        [470, 366 + dy],
      ],
      css(tone(mud, -0.28), 0.45),
      3.2,
    )
  }
  return body
}

function fence(season: Season): string {
  const [a, b] = [sites.fenceTop, sites.fenceBottom]
  const [dx, dy] = [season.sun[0] * 0.55, -season.sun[1] * 0.55]
  let body = line(
    [
      [a[0] + dx, a[1] + dy],
      [b[0] + dx, b[1] + dy],
    ],
    'rgba(28,32,36,0.55)',
    5,
  )
  body += line([a, b], css(hex('#e2ddcd')), 4)
  for (let i = 0; i <= 38; i++) {
    const share = i / 38
    body += ellipse(
      [a[0] + (b[0] - a[0]) * share, a[1] + (b[1] - a[1]) * share],
      [3.4, 3.4],
      css(hex('#f4f0e2')),
    )
  }
  return body
}

function postHoles(): string {
  const [a, b] = [sites.fenceTop, sites.fenceBottom]
  let body = line([a, b], 'rgba(120,104,72,0.3)', 9)
  for (let i = 0; i <= 38; i += 1) {
    const share = i / 38
    body += ellipse(
      [a[0] + (b[0] - a[0]) * share, a[1] + (b[1] - a[1]) * share],
      [2, 1.6],
      'rgba(74,62,44,0.45)',
    )
  }
  return body
}

function woods(season: Season, next: () => number): string {
  const spots: Point[] = []
  for (let i = 0; i < 210; i++) spots.push([690 + next() * 230, next() * 270 - 20])
  for (let i = 0; i < 70; i++) spots.push([next() * 110 - 10, next() * 600])
  for (let i = 0; i < 40; i++) spots.push([330 + next() * 360, next() * 66 - 14])
  for (let i = 0; i < 12; i++) spots.push([300 + next() * 16 - 28, 100 + i * 42])
  let body = ''
  for (const [x, y] of spots) {
    const r = 7 + next() * 10
    body += ellipse(
      [x + season.sun[0] * 0.7, y - season.sun[1] * 0.7],
      [r, r * 0.92],
      'rgba(26,34,30,0.36)',
    )
    const leaf = tone(
      next() > 0.62 ? hex('#8c7440') : hex('#4f6045'),
      (next() - 0.5) * 0.3 + (season.after ? 0.05 : 0),
    )
    body +=
      ellipse([x, y], [r, r * 0.94], css(leaf)) +
      ellipse([x - r * 0.25, y - r * 0.3], [r * 0.55, r * 0.5], css(tone(leaf, 0.25), 0.6))
  }
  return body
}

type Plot = { x: number; y: number; w: number; h: number; turn: number }

function block(
  { x, y, w, h, turn }: Plot,
  season: Season,
  { roof, storeys, seed, ridge }: { roof: Rgb; storeys: number; seed: number; ridge: boolean },
): string {
  const next = chance(seed)
  const [sx, sy] = [season.sun[0] * storeys, -season.sun[1] * storeys]
  const shade = tone(roof, -0.18)
  let body = `<rect x="${n(x + sx)}" y="${n(y + sy)}" width="${w}" height="${h}" fill="rgba(22,28,36,0.46)"/>`
  body += `<rect x="${x}" y="${y}" width="${w}" height="${h}" fill="${css(tone(roof, 0.1))}"/>`
  if (ridge) {
    body +=
      w < h
        ? `<rect x="${x + w / 2}" y="${y}" width="${w / 2}" height="${h}" fill="${css(shade)}"/>`
        : `<rect x="${x}" y="${y + h / 2}" width="${w}" height="${h / 2}" fill="${css(shade)}"/>`
  }
  for (let i = 0; i < 26; i++) {
    body += `<rect x="${n(x + next() * (w - 26))}" y="${n(y + next() * (h - 16))}" width="${n(8 + next() * 22)}" height="${n(3 + next() * 12)}" fill="${css(tone(roof, (next() - 0.5) * 0.6), 0.22)}"/>`
  }
  for (let i = 0; i < 5; i++) {
    const [cx, cy] = [x + 12 + next() * (w - 32), y + 12 + next() * (h - 32)]
    body += `<rect x="${n(cx + 3)}" y="${n(cy + 3)}" width="8" height="8" fill="rgba(20,24,30,0.5)"/><rect x="${n(cx)}" y="${n(cy)}" width="8" height="8" fill="${css(tone(roof, 0.45))}"/>`
  }
  body += `<rect x="${x}" y="${y}" width="${w}" height="${h}" fill="none" stroke="${css(tone(roof, 0.5))}" stroke-width="2"/>`
  return `<g transform="rotate(${turn} ${x + w / 2} ${y + h / 2})">${body}</g>`
}

function cars(season: Season): string {
  const paints = ['#e8e6df', '#4a4e52', '#7a3a34', '#cfd2d0', '#3f5166', '#6c6f5d', '#e8e6df'].map(
    hex,
  )
  const spots: [number, number, number][] = [
    [486, 372, -6],
    [512, 369, -6],
    [538, 366, -6],
    [590, 361, -6],
    [616, 358, -6],
    [700, 392, 70],
    [648, 404, 82],
    [498, 428, 12],
    [432, 372, 80],
  ]
  return spots
    .map(([x, y, turn], i) => {
      const paint = paints[i % paints.length] ?? hex('#cccccc')
      const long = i % 4 === 3 ? 40 : 27
      return `<g transform="rotate(${turn} ${x} ${y})"><rect x="${x - 6 + season.sun[0] * 0.35}" y="${y - long / 2 - season.sun[1] * 0.35}" width="14" height="${long}" rx="3" fill="rgba(20,24,30,0.5)"/><rect x="${x - 7}" y="${y - long / 2}" width="14" height="${long}" rx="3.4" fill="${css(paint)}"/><rect x="${x - 5.4}" y="${y - long / 2 + 6}" width="10.8" height="5" rx="1.4" fill="rgba(30,38,46,0.75)"/><rect x="${x - 5.4}" y="${y + long / 2 - 9}" width="10.8" height="4" rx="1.4" fill="rgba(30,38,46,0.6)"/></g>`
    })
    .join('')
}

function litter(): string {
  const next = chance(302)
  let body = ''
  for (let i = 0; i < 130; i++) {
    const heap =
      i % 3 === 0
        ? ([732, 344] as const)
        : i % 3 === 1
          ? ([456, 330] as const)
          : ([610, 436] as const)
    const [x, y] = [heap[0] + (next() - 0.5) * 46, heap[1] + (next() - 0.5) * 26]
    const bright = tone(hex('#d9d4c4'), (next() - 0.6) * 0.8)
    body += `<rect x="${n(x)}" y="${n(y)}" width="${n(1.6 + next() * 4)}" height="${n(1.4 + next() * 3)}" transform="rotate(${n(next() * 90)} ${n(x)} ${n(y)})" fill="${css(bright, 0.9)}"/>`
  }
  return body
}
