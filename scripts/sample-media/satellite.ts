import { words } from './burn-in.ts'
import { chance, css, hex, n, svg, tone, type Point } from './paint.ts'
import { fields, roads, wornGround } from './satellite-ground.ts'
import {
  block,
  cars,
  fence,
  litter,
  postHoles,
  sites,
  woods,
  type Season,
} from './satellite-things.ts'

/** A made-up site from above, 900 × 760 pixels, drawn twice over the same ground: with a fence, and without. */
export const snapshotSize: Point = [900, 760]

const before: Season = { after: false, sun: [9, -12], grass: hex('#7c8563'), light: 0.02 }
const after: Season = { after: true, sun: [14, -9], grass: hex('#8a8360'), light: -0.03 }

export const drawBefore = () => draw(before)
export const drawAfter = () => draw(after)

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
