import { project, type Camera } from './camera.ts'
import {
  chance,
  css,
  hex,
  line,
  mix,
  n,
  polygon,
  tone,
  verticalGradient,
  type Point,
  type Rgb,
} from './paint.ts'

/** Late autumn under an even sky: what clips 1 and 2 share. */
export const air = { colour: hex('#c3c9c6'), perMetre: 0.0062 }

export const skyDefs = verticalGradient('sky', [
  [0, '#8f9fa9'],
  [0.45, '#b9c2c2'],
  [0.8, '#dcd9cc'],
  [1, '#e4ddca'],
])

export function sky(camera: Camera): string {
  const [w, h] = camera.size
  const horizon = project(camera, [camera.x, camera.y, camera.z + 4000]).at[1]
  const next = chance(11)
  let clouds = ''
  for (let i = 0; i < 26; i++) {
    const x = (next() * 1.8 - 0.4) * w - camera.yaw * camera.focal
    const y = horizon - 20 - next() * h * 0.62
    clouds += `<ellipse cx="${n(x)}" cy="${n(y)}" rx="${n(60 + next() * 130)}" ry="${n(5 + next() * 11)}" fill="${next() > 0.45 ? 'rgba(246,240,226,0.16)' : 'rgba(104,120,132,0.12)'}"/>`
  }
  return `<rect x="-40" y="-40" width="${w + 80}" height="${n(horizon + 60)}" fill="url(#sky)"/>${clouds}`
}

/** Wooded hills, three ridges deep. */
export function hills(camera: Camera): string {
  const ridges: { z: number; height: number; colour: Rgb; seed: number }[] = [
    { z: 900, height: 105, colour: hex('#9ba7a8'), seed: 3 },
    { z: 520, height: 52, colour: hex('#86918a'), seed: 5 },
    { z: 230, height: 15, colour: hex('#767c69'), seed: 8 },
  ]
  return ridges
    .map(({ z, height, colour, seed }) => {
      const next = chance(seed)
      const bumps = [next(), next(), next(), next()]
      const points: Point[] = []
      for (let i = 0; i <= 80; i++) {
        const x = camera.x + (i / 40 - 1) * z * 1.3
        const wave = bumps.reduce(
          (sum, b, k) => sum + Math.sin((i / 80) * (5 + k * 6.3) + b * 6.28) / (k + 1.4),
          0,
        )
        const jag = z < 300 ? next() * 0.3 : next() * 0.03
        points.push(project(camera, [x, height * (0.72 + wave * 0.22 + jag), z]).at)
      }
      const last = project(camera, [camera.x + z * 1.3, -4, z]).at
      const first = project(camera, [camera.x - z * 1.3, -4, z]).at
      return polygon([...points, last, first], css(colour))
    })
    .join('')
}

/** Grass, earth and fallen leaves, laid in strokes that shrink with distance. */
export function ground(
  camera: Camera,
  { colour, seed, reach = 70 }: { colour: Rgb; seed: number; reach?: number },
): string {
  const [w, h] = camera.size
  const horizon = project(camera, [camera.x, 0, camera.z + 300]).at[1]
  const next = chance(seed)
  let body = `<rect x="-40" y="${n(horizon - 6)}" width="${w + 80}" height="${n(h - horizon + 80)}" fill="${css(mix(colour, air.colour, 0.3))}"/>`
  const bands = [40, 26, 16, 10, 6, 3.5]
  bands.forEach((z, i) => {
    const y = project(camera, [camera.x, 0, camera.z + z]).at[1]
    body += `<rect x="-40" y="${n(y)}" width="${w + 80}" height="${n(h - y + 80)}" fill="${css(tone(colour, -0.03 * i), 0.34)}"/>`
  })
  const strokes: { z: number; x: number; long: number; shade: number; leaf: boolean }[] = []
  for (let i = 0; i < 620; i++) {
    strokes.push({
      z: next() * reach,
      x: (next() - 0.5) * 64,
      long: 0.3 + next() * 1.5,
      shade: next(),
      leaf: next() > 0.86,
    })
  }
  for (const stroke of strokes.toSorted((a, b) => b.z - a.z)) {
    const { at, scale, depth } = project(camera, [stroke.x, 0, stroke.z])
    if (depth < 0.8 || at[0] < -80 || at[0] > w + 80) continue
    const shade = stroke.leaf ? hex('#a5773f') : tone(colour, (stroke.shade - 0.5) * 0.5)
    const long = (stroke.leaf ? 0.12 : stroke.long) * scale
    const thick = Math.min(
      14,
      Math.max(0.5, (stroke.leaf ? 0.5 : 0.9) * scale * Math.min(0.2, 0.7 / depth)),
    )
    body += `<ellipse cx="${n(at[0])}" cy="${n(at[1])}" rx="${n(long)}" ry="${n(thick)}" fill="${css(mix(shade, air.colour, Math.min(0.6, depth * 0.008)), stroke.leaf ? 0.7 : 0.22)}"/>`
  }
  return body
}

/** A strip of paving along z between two x, with worn edges and a wet shine. */
export function pavement(
  camera: Camera,
  { left, right, from, to }: { left: number; right: number; from: number; to: number },
): string {
  const start = Math.max(from, camera.z + 0.9)
  const edge = (x: number, wobble: number) => {
    const points: Point[] = []
    for (let z = start; z <= to; z += 1.5)
      points.push(project(camera, [x + Math.sin(z * 1.7 + wobble) * 0.12, 0, z]).at)
    return points
  }
  const colour = hex('#8d8c84')
  let body = polygon([...edge(left, 0), ...edge(right, 2).toReversed()], css(colour))
  const next = chance(21)
  for (let i = 0; i < 260; i++) {
    const [x, z] = [left + next() * (right - left), from + next() * (to - from)]
    const { at, scale, depth } = project(camera, [x, 0, z])
    const shade = next()
    const long = 0.3 + next() * 0.9
    if (depth < 0.9) continue
    body += `<ellipse cx="${n(at[0])}" cy="${n(at[1])}" rx="${n(long * scale)}" ry="${n(Math.max(0.4, (0.5 * scale) / Math.max(3, depth)))}" fill="${css(tone(colour, (shade - 0.5) * 0.7), 0.2)}"/>`
  }
  for (let z = Math.ceil(start / 6) * 6; z < to; z += 6) {
    body += line(
      [project(camera, [left, 0, z]).at, project(camera, [right, 0, z]).at],
      css(tone(colour, -0.35), 0.4),
      Math.max(0.5, 9 / (z - camera.z)),
    )
  }
  return body
}

/** A bare birch: trunk, a few boughs, a loose crown of the last leaves. */
export function birch(
  camera: Camera,
  { x, z, height, seed }: { x: number; z: number; height: number; seed: number },
): string {
  const { at, scale, depth } = project(camera, [x, 0, z])
  if (depth < 1.2) return ''
  const next = chance(seed)
  const veil = (colour: Rgb) => mix(colour, air.colour, Math.min(0.7, depth * air.perMetre * 1.4))
  let crown = ''
  for (let i = 0; i < 46; i++) {
    const up = height * (0.42 + next() * 0.6)
    const out = (next() - 0.5) * height * 0.5 * (1.25 - up / height)
    const leaf = next() > 0.5 ? hex('#b08a4a') : hex('#8f7a4c')
    crown += `<ellipse cx="${n(out)}" cy="${n(-up)}" rx="${n(0.18 + next() * 0.42)}" ry="${n(0.1 + next() * 0.24)}" fill="${css(veil(leaf), 0.32)}"/>`
  }
  let boughs = ''
  for (let i = 0; i < 9; i++) {
    const up = height * (0.35 + i * 0.065)
    const side = i % 2 === 0 ? 1 : -1
    boughs += `<path d="M0,${n(-up)} q${n(side * 0.5)},-0.5 ${n(side * (0.8 + next() * 0.7))},${n(-1 - next() * 0.8)}" stroke="${css(veil(hex('#6e675c')), 0.8)}" stroke-width="0.05" fill="none"/>`
  }
  let bark = ''
  for (let i = 0; i < 12; i++)
    bark += `<rect x="${n(-0.1 + next() * 0.08)}" y="${n(-next() * height * 0.8)}" width="0.09" height="0.05" fill="${css(veil(hex('#3b3a38')), 0.7)}"/>`
  return `<g transform="translate(${n(at[0])},${n(at[1])}) scale(${n(scale)})"><ellipse cx="0.4" cy="0.02" rx="1.2" ry="${n(0.9 / Math.max(4, depth))}" fill="rgba(30,34,32,0.25)"/><path d="M-0.13,0 L-0.04,${n(-height * 0.96)} L0.04,${n(-height * 0.96)} L0.14,0 Z" fill="${css(veil(hex('#d8d4c6')))}"/>${bark}${boughs}${crown}</g>`
}
