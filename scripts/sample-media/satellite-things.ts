import { chance, css, ellipse, hex, line, n, tone, type Point, type Rgb } from './paint.ts'

/** How one of the two snapshots differs from the other: what is there, where the sun stands, the grass. */
export type Season = { after: boolean; sun: Point; grass: Rgb; light: number }

/** Where things lie in both snapshots, pixels. */
export const sites = {
  barracks: { x: 120, y: 130, w: 150, h: 430, turn: -6 },
  building: { x: 470, y: 170, w: 250, h: 150, turn: -6 },
  fenceTop: [392, 96] as Point,
  fenceBottom: [448, 628] as Point,
}

export function fence(season: Season): string {
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

export function postHoles(): string {
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

export function woods(season: Season, next: () => number): string {
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

export function block(
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

export function cars(season: Season): string {
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

export function litter(): string {
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
