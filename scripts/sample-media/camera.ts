import { css, mix, polygon, tone, type Point, type Rgb } from './paint.ts'

/** Metres: x to the right, y up, z away from the viewer. Yaw, pitch and roll in radians. */
export type Camera = {
  x: number
  y: number
  z: number
  yaw: number
  pitch: number
  roll: number
  /** Focal length and picture, pixels. */
  focal: number
  size: Point
}

export type Place = readonly [x: number, y: number, z: number]

const NEAR = 0.35

/** Where a place falls in the picture, how many pixels a metre is there, and how far away it is. */
export function project(
  camera: Camera,
  [x, y, z]: Place,
): { at: Point; scale: number; depth: number } {
  const [dx, dy, dz] = [x - camera.x, y - camera.y, z - camera.z]
  const [cy, sy] = [Math.cos(camera.yaw), Math.sin(camera.yaw)]
  const [cp, sp] = [Math.cos(camera.pitch), Math.sin(camera.pitch)]
  const sideways = dx * cy - dz * sy
  const ahead = dx * sy + dz * cy
  const depth = Math.max(NEAR, ahead * cp + dy * sp)
  const up = dy * cp - ahead * sp
  const scale = camera.focal / depth
  const [px, py] = [sideways * scale, -up * scale]
  const [cr, sr] = [Math.cos(camera.roll), Math.sin(camera.roll)]
  const at: Point = [camera.size[0] / 2 + px * cr - py * sr, camera.size[1] / 2 + px * sr + py * cr]
  return { at, scale, depth }
}

/** A flat wall standing in the scene: from one foot to the other, and up. */
export type Wall = {
  from: readonly [x: number, z: number]
  to: readonly [x: number, z: number]
  base: number
  top: number
}

/** Paints rectangles on a wall in metres along it and up it, veiled by the air between. */
export function wallPainter(camera: Camera, wall: Wall, air: { colour: Rgb; perMetre: number }) {
  const length = Math.hypot(wall.to[0] - wall.from[0], wall.to[1] - wall.from[1])
  const place = (along: number, up: number): Place => [
    wall.from[0] + ((wall.to[0] - wall.from[0]) * along) / length,
    wall.base + up,
    wall.from[1] + ((wall.to[1] - wall.from[1]) * along) / length,
  ]
  const veil = (colour: Rgb, along: number): Rgb => {
    const { depth } = project(camera, place(along, 0))
    return mix(colour, air.colour, Math.min(0.85, depth * air.perMetre))
  }
  const rect = (
    along: number,
    up: number,
    w: number,
    h: number,
    colour: Rgb,
    opacity = 1,
  ): string =>
    polygon(
      [
        [along, up],
        [along + w, up],
        [along + w, up + h],
        [along, up + h],
      ].map(([a = 0, u = 0]) => project(camera, place(a, u)).at),
      css(veil(colour, along + w / 2), opacity),
    )
  return {
    length,
    height: wall.top - wall.base,
    rect,
    /** Any outline, in metres along and up. */
    shape(points: readonly Point[], colour: Rgb, opacity = 1): string {
      const middle = points.reduce((sum, [a]) => sum + a, 0) / points.length
      return polygon(
        points.map(([a, u]) => project(camera, place(a, u)).at),
        css(veil(colour, middle), opacity),
      )
    },
    /** Broken colour: short strokes a shade off the wall's own. */
    brush(
      colour: Rgb,
      { count, next, strength = 0.1 }: { count: number; next: () => number; strength?: number },
    ): string {
      let strokes = ''
      for (let i = 0; i < count; i++) {
        const w = 0.4 + next() * 1.8
        const h = 0.08 + next() * 0.32
        const along = next() * Math.max(0.1, length - w)
        const up = next() * Math.max(0.1, wall.top - wall.base - h)
        strokes += rect(along, up, w, h, tone(colour, (next() - 0.55) * 0.5), strength)
      }
      return strokes
    },
  }
}
export type WallPainter = ReturnType<typeof wallPainter>
