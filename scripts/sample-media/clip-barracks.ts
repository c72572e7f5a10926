import { plainWindow, tripleWindow } from './buildings.ts'
import { project, wallPainter, type Camera, type Place } from './camera.ts'
import { drawFigure, type Figure } from './figure.ts'
import { air, birch, ground, hills, pavement, sky, skyDefs } from './outdoors.ts'
import { chance, css, hex, polygon, svg, tone, type Point } from './paint.ts'

/** Clip 2: figures stand about, talk and smoke beside barracks; the building next to it has windows of its own. */
export const barracksClip = {
  name: 'clip-2-barracks',
  label: 'CLIP 2',
  frames: 175,
  fps: 25,
  caption: null,
}

const size: Point = [640, 360]
const brick = hex('#b7a78c')
const render = hex('#d3cdbb')
const cast = people()

export function drawBarracks(frame: number): string {
  const time = frame / barracksClip.fps
  const camera = cameraAt(time)
  const body =
    sky(camera) +
    hills(camera) +
    ground(camera, { colour: hex('#7d7a5c'), seed: 14, reach: 46 }) +
    pavement(camera, { left: -9, right: 11, from: 2, to: 19 }) +
    birch(camera, { x: 2.6, z: 44, height: 11, seed: 71 }) +
    birch(camera, { x: 5.2, z: 40, height: 9, seed: 72 }) +
    neighbour(camera) +
    barracks(camera) +
    birch(camera, { x: 3.4, z: 26, height: 8.5, seed: 73 }) +
    cast
      .map((one) => moved(one, time))
      .toSorted((a, b) => b.at[2] - a.at[2])
      .map((one) => drawFigure(camera, one, air) + smoke(camera, one, time))
      .join('')
  return svg(size, { defs: skyDefs, body })
}

function cameraAt(time: number): Camera {
  const pan = -0.17 + 0.4 * smooth(time / 7)
  return {
    x: 0.3 + 0.04 * Math.sin(time * 1.7),
    y: 1.7 + 0.025 * Math.sin(time * 2.3),
    z: 1,
    yaw: pan + 0.006 * Math.sin(time * 2.9),
    pitch: 0.085 + 0.006 * Math.sin(time * 1.9),
    roll: 0.008 * Math.sin(time * 1.4),
    focal: 470,
    size,
  }
}

/** Three storeys, seen along its long side. */
function barracks(camera: Camera): string {
  const next = chance(51)
  const front = wallPainter(camera, { from: [-17, 15.5], to: [-1.5, 24], base: 0, top: 10.2 }, air)
  const long = front.length
  let body =
    front.rect(0, 0, long, 10.2, brick) + front.brush(brick, { count: 190, next, strength: 0.2 })
  body += front.rect(0, 0, long, 0.8, tone(brick, -0.4))
  for (const up of [3.75, 6.85]) body += front.rect(0, up, long, 0.16, tone(brick, -0.22), 0.8)
  for (let column = 0; column < 7; column++) {
    const along = 0.8 + column * 2.45
    for (const up of [1.45, 4.6, 7.6]) {
      if (column === 4 && up < 2) continue
      body += plainWindow(front, [along, up], [1.35, 1.6])
      body += front.rect(along, up + 1.66, 1.35, 0.16, tone(brick, 0.3), 0.6)
    }
  }
  body +=
    front.rect(10.35, 0.2, 1.75, 2.75, hex('#4a4f4c')) +
    front.rect(10.5, 0.2, 1.45, 2.5, hex('#5d4a3b')) +
    front.rect(9.9, 3, 2.7, 0.26, hex('#7c7f79'))
  body += front.rect(0, 9.75, long, 0.45, hex('#8a8477'))
  const end = wallPainter(camera, { from: [-1.5, 24], to: [-6.5, 33.1], base: 0, top: 10.2 }, air)
  body =
    end.rect(0, 0, end.length, 10.2, tone(brick, -0.34)) +
    end.brush(tone(brick, -0.34), { count: 30, next, strength: 0.2 }) +
    body
  const roof: Place[] = [
    [-17.5, 10.2, 15.2],
    [-1, 10.2, 23.8],
    [-3.8, 11.9, 28.5],
    [-19.5, 11.9, 19.4],
  ]
  return (
    body +
    polygon(
      roof.map((place) => project(camera, place).at),
      css(hex('#77756f')),
    )
  )
}

/** One tall storey with triple lights: the building that the interior of clip 3 is compared with. */
function neighbour(camera: Camera): string {
  const next = chance(52)
  const front = wallPainter(camera, { from: [6.2, 25.5], to: [24.5, 18.5], base: 0, top: 5.9 }, air)
  const long = front.length
  let body =
    front.rect(0, 0, long, 5.9, render) + front.brush(render, { count: 130, next, strength: 0.2 })
  body +=
    front.rect(0, 0, long, 0.75, hex('#7d857c')) + front.rect(0, 5.35, long, 0.55, hex('#6f8f78'))
  for (let i = 0; i < 5; i++) body += tripleWindow(front, [0.75 + i * 3.85, 1.65])
  for (let i = 0; i < 24; i++)
    body += front.rect(
      next() * (long - 1),
      0.8 + next(),
      0.2 + next() * 0.3,
      0.5 + next(),
      hex('#8a8474'),
      0.1,
    )
  const side = wallPainter(camera, { from: [6.2, 25.5], to: [10, 35.4], base: 0, top: 5.9 }, air)
  body = side.rect(0, 0, side.length, 5.9, tone(render, -0.3)) + body
  const roof: Place[] = [
    [5.8, 5.9, 25.4],
    [24.9, 5.9, 18.1],
    [27.2, 7.6, 24.4],
    [9, 7.6, 31],
  ]
  return (
    body +
    polygon(
      roof.map((place) => project(camera, place).at),
      css(hex('#7f8a84')),
    )
  )
}

type Wanderer = Figure & { drift: readonly [x: number, z: number] }

function people(): Wanderer[] {
  const next = chance(91)
  const spots: [number, number, Figure['pose'], Figure['facing'], readonly [number, number]][] = [
    [-4.4, 9.4, 'smoking', 'right', [0, 0]],
    [-3.5, 9.6, 'standing', 'left', [0, 0]],
    [-1.9, 12.6, 'walking', 'right', [0.62, -0.1]],
    [-6.4, 13.4, 'arms-folded', 'front', [0, 0]],
    [-5.5, 13.8, 'standing', 'back', [0, 0]],
    [0.7, 10.6, 'smoking', 'front', [0, 0]],
    [1.6, 11, 'standing', 'left', [0, 0]],
    [2.5, 14.5, 'carrying', 'front', [0, 0]],
    [4.1, 12.4, 'standing', 'back', [0, 0]],
    [5, 12.9, 'smoking', 'left', [0, 0]],
    [7.4, 14.6, 'walking', 'left', [-0.55, 0.08]],
    [3.3, 8.6, 'arms-folded', 'left', [0, 0]],
  ]
  return spots.map(([x, z, pose, facing, drift]) => ({
    at: [x, 0, z],
    pose,
    facing,
    drift,
    seed: Math.floor(next() * 1e6),
    phase: 0,
  }))
}

function moved(one: Wanderer, time: number): Figure {
  const pace = one.pose === 'walking' ? 6.2 : 1.25
  return {
    ...one,
    at: [one.at[0] + one.drift[0] * time, 0, one.at[2] + one.drift[1] * time],
    phase: (one.seed % 7) + time * pace,
  }
}

function smoke(camera: Camera, one: Figure, time: number): string {
  if (one.pose !== 'smoking') return ''
  let puffs = ''
  for (let i = 0; i < 5; i++) {
    const age = ((time * 0.45 + i / 5 + (one.seed % 10) / 10) % 1) + 0.05
    const { at, scale } = project(camera, [
      one.at[0] + 0.1 + age * 0.5,
      1.6 + age * 0.75,
      one.at[2],
    ])
    puffs += `<circle cx="${at[0].toFixed(1)}" cy="${at[1].toFixed(1)}" r="${((0.05 + age * 0.16) * scale).toFixed(1)}" fill="rgba(232,232,226,${(0.2 * (1.1 - age)).toFixed(3)})"/>`
  }
  return puffs
}

function smooth(share: number): number {
  const t = Math.min(1, Math.max(0, share))
  return t * t * (3 - 2 * t)
}
