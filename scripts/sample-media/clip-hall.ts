import { tripleWindow } from './buildings.ts'
import { project, wallPainter, type Camera, type Place } from './camera.ts'
import { boxStack } from './box.ts'
import { drawFigure, type Figure } from './figure.ts'
import {
  chance,
  css,
  ellipse,
  hex,
  line,
  polygon,
  svg,
  tone,
  type Point,
  type Rgb,
} from './paint.ts'

/** Clip 3: a hall with triple windows at the back; figures stand in a line past stacks of boxes. */
export const hallClip = {
  name: 'clip-3-hall',
  label: 'CLIP 3',
  frames: 175,
  fps: 25,
  caption: null,
}

const size: Point = [640, 360]
const dim = { colour: hex('#6d675a'), perMetre: 0.014 }
const plaster = hex('#cfc6ae')
const dado = hex('#7f9484')
const queue = people()

export function drawHall(frame: number): string {
  const time = frame / hallClip.fps
  const camera = cameraAt(time)
  const body =
    room(camera) +
    lamps(camera) +
    glow(camera) +
    boxStack(camera, dim) +
    queue
      .map((one, i) => stepped(one, time, i))
      .toSorted((a, b) => b.at[2] - a.at[2])
      .map((one) => drawFigure(camera, one, dim))
      .join('') +
    `<rect width="640" height="360" fill="url(#shade)"/>`
  const defs =
    '<radialGradient id="shade" cx="0.5" cy="0.42" r="0.75"><stop offset="0.45" stop-color="rgba(20,18,14,0)"/><stop offset="1" stop-color="rgba(20,18,14,0.5)"/></radialGradient>' +
    '<radialGradient id="lamp"><stop offset="0" stop-color="rgba(255,244,208,0.75)"/><stop offset="1" stop-color="rgba(255,240,200,0)"/></radialGradient>'
  return svg(size, { defs, body })
}

function cameraAt(time: number): Camera {
  return {
    x: -0.5 + 0.12 * time + 0.02 * Math.sin(time * 3),
    y: 1.72 + 0.02 * Math.sin(time * 2.1),
    z: 0,
    yaw: 0.03 - 0.012 * time + 0.004 * Math.sin(time * 2.7),
    pitch: -0.005 + 0.005 * Math.sin(time * 1.6),
    roll: 0.007 * Math.sin(time * 1.2),
    focal: 400,
    size,
  }
}

function room(camera: Camera): string {
  const next = chance(41)
  const quad = (places: Place[], colour: Rgb) =>
    polygon(
      places.map((place) => project(camera, place).at),
      css(colour),
    )
  const [left, right, back, top, near] = [-6.5, 6.5, 17, 4.6, 0.5]
  let body = quad(
    [
      [left, 0, near],
      [right, 0, near],
      [right, 0, back],
      [left, 0, back],
    ],
    hex('#8d7f67'),
  )
  for (let z = 1; z < back; z += 1)
    body += line(
      [project(camera, [left, 0, z]).at, project(camera, [right, 0, z]).at],
      'rgba(60,50,38,0.26)',
      0.7,
    )
  for (let x = left; x <= right; x += 1)
    body += line(
      [project(camera, [x, 0, near + 0.6]).at, project(camera, [x, 0, back]).at],
      'rgba(60,50,38,0.26)',
      0.7,
    )
  for (let i = 0; i < 26; i++) {
    const { at, scale, depth } = project(camera, [left + next() * 13, 0, 2 + next() * 15])
    body += ellipse(
      at,
      [(0.5 + next()) * scale, (0.5 * scale) / Math.max(3, depth)],
      next() > 0.5 ? 'rgba(230,218,184,0.13)' : 'rgba(52,42,30,0.12)',
    )
  }
  for (const x of [-1.8, 1.9])
    body += quad(
      [
        [x - 1, 0, back],
        [x + 1, 0, back],
        [x + 2.2, 0, 9],
        [x - 1.2, 0, 9],
      ],
      hex('#b5aa8d'),
    )
      .replace('rgb', 'rgba')
      .replace(')"', ',0.32)"')
  body += quad(
    [
      [left, top, near],
      [right, top, near],
      [right, top, back],
      [left, top, back],
    ],
    hex('#8f8874'),
  )
  for (let z = 3; z < back; z += 3.4)
    body += quad(
      [
        [left, top, z],
        [right, top, z],
        [right, top, z + 0.45],
        [left, top, z + 0.45],
      ],
      hex('#7a735f'),
    )
  for (const [from, to] of [
    [
      [left, near],
      [left, back],
    ],
    [
      [right, back],
      [right, near],
    ],
  ] as const) {
    const wall = wallPainter(camera, { from, to, base: 0, top }, dim)
    const shade = tone(plaster, from[0] < 0 ? -0.2 : -0.3)
    body +=
      wall.rect(0, 0, wall.length, top, shade) +
      wall.brush(shade, { count: 90, next, strength: 0.16 })
    for (let a = 0; a < wall.length - 0.5; a += 0.5)
      body +=
        wall.rect(a + 0.02, 0.02, 0.46, 0.73, tone(dado, -0.16 + (next() - 0.5) * 0.12)) +
        wall.rect(a + 0.02, 0.78, 0.46, 0.73, tone(dado, -0.12 + (next() - 0.5) * 0.12))
    body += wall.rect(0, 1.54, wall.length, 0.09, tone(dado, -0.45))
  }
  return body + backWall(camera, next)
}

function backWall(camera: Camera, next: () => number): string {
  const back = wallPainter(camera, { from: [-6.5, 17], to: [6.5, 17], base: 0, top: 4.6 }, dim)
  let body =
    back.rect(0, 0, 13, 4.6, plaster) + back.brush(plaster, { count: 80, next, strength: 0.18 })
  body += back.rect(0, 0, 13, 1.12, dado) + back.rect(0, 1.12, 13, 0.08, tone(dado, -0.4))
  for (let i = 0; i < 3; i++) body += tripleWindow(back, [0.75 + i * 4.2, 1.4], { inside: true })
  return body
}

function lamps(camera: Camera): string {
  let body = ''
  for (const z of [14.5, 11, 7.5, 4.5]) {
    for (const x of [-3.2, 3.2]) {
      const hang = project(camera, [x, 3.85, z])
      const ceiling = project(camera, [x, 4.6, z])
      body += line([ceiling.at, hang.at], 'rgba(40,36,30,0.8)', 0.03 * hang.scale)
      body += ellipse(hang.at, [0.9 * hang.scale, 0.6 * hang.scale], 'url(#lamp)')
      body += ellipse(hang.at, [0.34 * hang.scale, 0.11 * hang.scale], '#f6ecc9')
    }
  }
  return body
}

function glow(camera: Camera): string {
  let body = ''
  for (const x of [-4.2, 0, 4.2]) {
    const { at, scale } = project(camera, [x, 2.7, 16.9])
    body += `<g opacity="0.5">${ellipse(at, [3 * scale, 2.6 * scale], 'url(#lamp)')}</g>`
  }
  return body
}

function people(): Figure[] {
  const next = chance(101)
  return Array.from({ length: 15 }, (_, i) => ({
    at: [2.9 - i * 0.36 + (next() - 0.5) * 0.25, 0, 4.6 + i * 0.78] as Place,
    pose: i % 4 === 1 ? 'carrying' : i % 5 === 3 ? 'arms-folded' : 'standing',
    facing: i % 6 === 2 ? 'back' : 'left',
    seed: Math.floor(next() * 1e6),
    phase: 0,
  }))
}

/** The line moves up one place, each a little after the one before. */
function stepped(one: Figure, time: number, i: number): Figure {
  const share = Math.min(1, Math.max(0, (time - 1.4 - i * 0.22) / 1.3))
  const moving = share > 0 && share < 1
  return {
    ...one,
    at: [one.at[0] - 0.36 * share, 0, one.at[2] + 0.3 * share],
    pose: moving && one.pose === 'standing' ? 'walking' : one.pose,
    phase: moving ? time * 6 : (one.seed % 7) + time * 1.1,
  }
}
