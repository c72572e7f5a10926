import { wallPainter, type Camera } from './camera.ts'
import { hex, tone, type Point, type Rgb } from './paint.ts'

const card = hex('#b08a5c')
const ink = hex('#3f3a33')

/**
 * The mark on the boxes: a made-up one (a hexagon within a hexagon), for the real logo is not ours to draw.
 * Points in units of the mark's own width.
 */
export const markRing = (parts = 6): Point[] =>
  Array.from({ length: parts }, (_, i) => [
    0.5 + 0.5 * Math.cos((i / parts) * Math.PI * 2),
    0.5 + 0.5 * Math.sin((i / parts) * Math.PI * 2),
  ])

/** Boxes stacked along the left of the hall, some open. */
export function boxStack(camera: Camera, air: { colour: Rgb; perMetre: number }): string {
  const boxes: [x: number, base: number, z: number, shade: number][] = [
    [-5.1, 0, 12.5, -0.1],
    [-4, 0, 12.2, 0.05],
    [-5, 0.72, 12.4, 0.08],
    [-4.9, 0, 10, -0.06],
    [-3.8, 0, 9.8, 0.1],
    [-4.7, 0.72, 9.9, 0.02],
    [-4.6, 0, 7.4, 0.06],
    [-3.5, 0, 7.2, -0.05],
    [-4.2, 0.72, 7.3, 0.12],
    [-3.6, 0, 5.3, 0.04],
  ]
  return boxes
    .map(([x, base, z, shade]) => oneBox(camera, air, { x, base, z, colour: tone(card, shade) }))
    .join('')
}

function oneBox(
  camera: Camera,
  air: { colour: Rgb; perMetre: number },
  { x, base, z, colour }: { x: number; base: number; z: number; colour: Rgb },
): string {
  const [w, h, d] = [1, 0.7, 0.75]
  const front = wallPainter(camera, { from: [x, z], to: [x + w, z], base, top: base + h }, air)
  const side = wallPainter(
    camera,
    { from: [x + w, z], to: [x + w, z + d], base, top: base + h },
    air,
  )
  const lid = wallPainter(
    camera,
    { from: [x, z + d], to: [x + w, z + d], base: base + h, top: base + h + 0.28 },
    air,
  )
  return (
    lid.shape(
      [
        [0, 0],
        [1, 0],
        [1.05, 0.24],
        [-0.05, 0.24],
      ],
      tone(colour, -0.16),
    ) +
    front.rect(0, 0, w, h, colour) +
    side.rect(0, 0, d, h, tone(colour, -0.32)) +
    front.rect(0.44, 0, 0.12, h, tone(colour, 0.28), 0.6) +
    front.rect(0, h - 0.06, w, 0.06, tone(colour, 0.2), 0.7) +
    front.shape(
      markRing().map(([a, u]) => [0.08 + a * 0.3, 0.2 + u * 0.3]),
      ink,
      0.85,
    ) +
    front.shape(
      markRing().map(([a, u]) => [0.13 + a * 0.2, 0.25 + u * 0.2]),
      colour,
    ) +
    front.shape(
      markRing().map(([a, u]) => [0.18 + a * 0.1, 0.3 + u * 0.1]),
      ink,
      0.9,
    )
  )
}
