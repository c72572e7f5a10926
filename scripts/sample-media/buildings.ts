import type { WallPainter } from './camera.ts'
import { hex, tone, type Point, type Rgb } from './paint.ts'

const frame = hex('#e9e6da')
const glass = hex('#3d4a55')
const sky = hex('#9fb0b8')

/** An ordinary casement: two lights and a sill. */
export function plainWindow(
  wall: WallPainter,
  [along, up]: Point,
  [w, h]: Point,
  trim: Rgb = frame,
): string {
  return (
    wall.rect(along - 0.08, up - 0.12, w + 0.16, 0.12, tone(trim, -0.18)) +
    wall.rect(along, up, w, h, trim) +
    pane(wall, [along + 0.07, up + 0.07], [w / 2 - 0.11, h - 0.14]) +
    pane(wall, [along + w / 2 + 0.04, up + 0.07], [w / 2 - 0.11, h - 0.14])
  )
}

/**
 * The windows the interior match turns on: three tall lights under one flat lintel, the middle one narrower,
 * each crossed by a bar at two thirds with a small vent pane above it on the left.
 */
export function tripleWindow(
  wall: WallPainter,
  [along, up]: Point,
  { inside = false, scale = 1 }: { inside?: boolean; scale?: number } = {},
): string {
  const height = 2.5 * scale
  const widths = [0.95 * scale, 0.6 * scale, 0.95 * scale]
  const total = widths.reduce((sum, w) => sum + w, 0) + 0.5 * scale
  let parts =
    wall.rect(
      along - 0.16,
      up - 0.16,
      total + 0.32,
      height + 0.42,
      tone(hex('#b9b3a2'), inside ? 0.1 : -0.12),
    ) + wall.rect(along - 0.16, up + height + 0.12, total + 0.32, 0.16, hex('#6f8f78'))
  let at = along
  // Against the daylight a frame reads dark, from outside it reads pale.
  const wood = inside ? hex('#77786c') : frame
  for (const w of widths) {
    parts += wall.rect(at, up, w, height, wood)
    const bar = height * 0.66
    const vent = w * 0.46
    const light = inside ? hex('#dfe7e4') : glass
    parts += pane(wall, [at + 0.06, up + 0.06], [w - 0.12, bar - 0.1], light)
    parts += pane(
      wall,
      [at + 0.06, up + bar + 0.05],
      [vent - 0.06, height - bar - 0.11],
      tone(light, inside ? 0.3 : -0.25),
    )
    parts += pane(
      wall,
      [at + vent + 0.05, up + bar + 0.05],
      [w - vent - 0.11, height - bar - 0.11],
      light,
    )
    at += w + 0.25 * scale
  }
  return parts
}

function pane(wall: WallPainter, [along, up]: Point, [w, h]: Point, light: Rgb = glass): string {
  return (
    wall.rect(along, up, w, h, light) +
    wall.shape(
      [
        [along, up + h * 0.45],
        [along + w * 0.75, up + h],
        [along, up + h],
      ],
      tone(light, 0.28),
      0.55,
    ) +
    wall.rect(along, up, w, h * 0.18, sky, 0.12)
  )
}
