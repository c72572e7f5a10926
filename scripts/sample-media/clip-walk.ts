import { plainWindow } from './buildings.ts'
import { project, wallPainter, type Camera } from './camera.ts'
import { drawFigure, type Figure } from './figure.ts'
import { air, birch, ground, hills, pavement, sky, skyDefs } from './outdoors.ts'
import { chance, css, hex, line, polygon, svg, tone, type Point } from './paint.ts'

/** Clip 1: whoever films walks towards the entrance of a green and white building where a few people stand. */
export const walk = {
  name: 'clip-1-walk',
  label: 'CLIP 1',
  frames: 200,
  fps: 25,
  caption: { fromS: 2, toS: 5, text: '[male voice] “Here they are. The boys from North Korea.”' },
}

const size: Point = [640, 360]
const white = hex('#e6e3d8')
const green = hex('#5f8a70')
const crowd = people()

export function drawWalk(frame: number): string {
  const camera = cameraAt(frame / walk.fps)
  const time = frame / walk.fps
  const body =
    sky(camera) +
    hills(camera) +
    ground(camera, { colour: hex('#84805f'), seed: 4 }) +
    pavement(camera, { left: -3.4, right: 3.6, from: 0, to: 43 }) +
    birch(camera, { x: 17.5, z: 46, height: 9, seed: 61 }) +
    birch(camera, { x: -19, z: 48, height: 10, seed: 62 }) +
    fence(camera) +
    building(camera) +
    birch(camera, { x: 9.6, z: 34, height: 8.4, seed: 63 }) +
    crowd
      .toSorted((a, b) => b.at[2] - a.at[2])
      .map((one) => drawFigure(camera, { ...one, phase: one.seed + time * 1.3 }, air))
      .join('') +
    birch(camera, { x: 7.2, z: 22, height: 8.8, seed: 64 }) +
    birch(camera, { x: 8.8, z: 12.5, height: 9.5, seed: 65 })
  return svg(size, { defs: skyDefs, body })
}

function cameraAt(time: number): Camera {
  const steps = time * Math.PI * 2 * 0.95
  const eased = time / 8 - Math.sin((time / 8) * Math.PI * 2) / 40
  return {
    x: 0.15 + Math.sin(steps) * 0.06 + time * 0.05,
    y: 1.66 + Math.abs(Math.sin(steps)) * 0.07,
    z: 5 + eased * 18,
    yaw: 0.02 * Math.sin(time * 0.9) - 0.004 + Math.sin(steps) * 0.004,
    pitch: 0.045 + 0.008 * Math.sin(time * 1.3) + Math.abs(Math.sin(steps)) * 0.004,
    roll: 0.012 * Math.sin(steps + 0.6) + 0.006 * Math.sin(time * 0.7),
    focal: 520,
    size,
  }
}

function building(camera: Camera): string {
  const next = chance(31)
  const front = wallPainter(camera, { from: [-15, 44], to: [15, 44], base: 0, top: 7.6 }, air)
  let body =
    front.rect(0, 0, 30, 7.6, white) + front.brush(white, { count: 150, next, strength: 0.16 })
  body +=
    front.rect(0, 0, 30, 0.9, tone(green, -0.3)) +
    front.rect(0, 0.9, 30, 0.12, tone(green, -0.5), 0.5)
  body += front.rect(0, 3.75, 30, 0.5, green) + front.rect(0, 7.15, 30, 0.45, green)
  for (let i = 0; i <= 10; i++)
    body += front.rect(i * 3 - (i === 10 ? 0.4 : 0), 0.9, 0.4, 6.25, tone(green, 0.06))
  for (let i = 0; i < 10; i++) {
    const along = i * 3 + 0.85
    if (i < 4 || i > 5) body += plainWindow(front, [along, 1.55], [1.65, 1.75])
    body += plainWindow(front, [along, 4.85], [1.65, 1.75])
  }
  for (let i = 0; i < 40; i++) {
    body += front.rect(
      next() * 29,
      1 + next() * 0.9,
      0.15 + next() * 0.4,
      0.5 + next() * 1.2,
      hex('#8c8a78'),
      0.09,
    )
  }
  body += polygon(
    (
      [
        [-15.6, 7.6, 43.6],
        [15.6, 7.6, 43.6],
        [12.5, 9.7, 49],
        [-12.5, 9.7, 49],
      ] as const
    ).map((place) => project(camera, place).at),
    css(hex('#6e8378')),
  )
  for (let i = -11; i <= 11; i += 2) {
    body += line(
      [project(camera, [i * 1.28, 7.62, 43.6]).at, project(camera, [i * 1.05, 9.68, 49]).at],
      'rgba(48,62,56,0.28)',
      0.8,
    )
  }
  return body + porch(camera)
}

function porch(camera: Camera): string {
  const back = wallPainter(camera, { from: [-3, 43.95], to: [3, 43.95], base: 0, top: 3.6 }, air)
  const next = chance(32)
  let body =
    back.rect(0, 0, 6, 3.6, hex('#4c5a52')) +
    back.brush(hex('#4c5a52'), { count: 26, next, strength: 0.25 })
  body +=
    back.rect(1.7, 0.5, 1.2, 2.4, hex('#2f3d38')) +
    back.rect(3.05, 0.5, 1.2, 2.4, hex('#35453f')) +
    back.rect(1.7, 2.95, 2.55, 0.45, hex('#a8b8b0'), 0.7)
  for (const [z, up, half] of [
    [40.2, 0.17, 3.9],
    [40.7, 0.34, 3.6],
    [41.2, 0.5, 3.4],
  ] as const) {
    const step = wallPainter(camera, { from: [-half, z], to: [half, z], base: 0, top: up }, air)
    body += step.rect(0, up - 0.18, half * 2, 0.18, hex('#a3a198'))
    body += polygon(
      (
        [
          [-half, up, z],
          [half, up, z],
          [half, up, z + 1.2],
          [-half, up, z + 1.2],
        ] as const
      ).map((place) => project(camera, place).at),
      css(hex('#c4c1b4')),
    )
  }
  for (const x of [-3.1, 2.8]) {
    const post = wallPainter(
      camera,
      { from: [x, 40.9], to: [x + 0.3, 40.9], base: 0.5, top: 3.5 },
      air,
    )
    body += post.rect(0, 0, 0.3, 3, white) + post.rect(0.18, 0, 0.12, 3, tone(white, -0.3))
  }
  const canopy = wallPainter(
    camera,
    { from: [-3.7, 40.4], to: [3.7, 40.4], base: 3.4, top: 4.1 },
    air,
  )
  body +=
    canopy.rect(0, 0, 7.4, 0.72, green) +
    canopy.rect(0, 0.56, 7.4, 0.16, tone(green, 0.3)) +
    canopy.rect(0, 0, 7.4, 0.1, tone(green, -0.45))
  return body + canopy.brush(green, { count: 18, next, strength: 0.3 })
}

/** The cast concrete fence along the left of the way, each panel with its lattice of lozenges. */
function fence(camera: Camera): string {
  let body = ''
  for (let z = 44; z >= 4; z -= 4) {
    if (z + 4 < camera.z + 1.2) continue
    const near = Math.max(z, camera.z + 0.8)
    const panel = wallPainter(
      camera,
      { from: [-7.6, z + 4], to: [-7.6, near], base: 0, top: 2.3 },
      air,
    )
    const stone = hex('#a9a79b')
    body +=
      panel.rect(0, 0, panel.length, 2.3, stone) +
      panel.rect(0, 0, panel.length, 0.22, tone(stone, -0.3))
    for (let a = 0.2; a < Math.min(3.8, panel.length); a += 0.6) {
      for (const up of [0.45, 1.02, 1.59]) {
        const lozenge: Point[] = [
          [a + 0.25, up],
          [a + 0.5, up + 0.26],
          [a + 0.25, up + 0.52],
          [a, up + 0.26],
        ]
        body +=
          panel.shape(lozenge, tone(stone, -0.32)) +
          panel.shape(
            [
              [a + 0.25, up + 0.08],
              [a + 0.44, up + 0.26],
              [a + 0.25, up + 0.52],
              [a, up + 0.26],
            ],
            tone(stone, 0.14),
            0.8,
          )
      }
    }
    body += panel.rect(0, 2.16, panel.length, 0.14, tone(stone, 0.25))
  }
  return body
}

function people(): Figure[] {
  const next = chance(77)
  const spots: [number, number, Figure['pose'], Figure['facing']][] = [
    [-4.6, 38.2, 'standing', 'right'],
    [-3.6, 39, 'arms-folded', 'front'],
    [-2.5, 37.4, 'smoking', 'front'],
    [-1.5, 39.4, 'standing', 'front'],
    [-0.9, 36.6, 'standing', 'back'],
    [0.2, 38.8, 'carrying', 'front'],
    [1.2, 37.2, 'standing', 'left'],
    [2, 39.3, 'smoking', 'front'],
    [2.9, 36.4, 'standing', 'back'],
    [3.8, 38.4, 'arms-folded', 'front'],
    [4.9, 37.3, 'standing', 'left'],
    [-5.7, 36.2, 'standing', 'right'],
    [5.6, 39.5, 'standing', 'front'],
  ]
  return spots.map(([x, z, pose, facing]) => ({
    at: [x, 0, z],
    pose,
    facing,
    seed: Math.floor(next() * 1e6),
    phase: 0,
  }))
}
