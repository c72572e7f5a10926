import type { Frame } from '../../../shared/briefing/scene.ts'

/** How long the camera takes from one scene to the next, in milliseconds. */
export const EASE_MS = 750

/** Slow at both ends. `share` of the time, 0 to 1. */
export function eased(share: number): number {
  return share < 0.5 ? 4 * share ** 3 : 1 - (2 - 2 * share) ** 3 / 2
}

/**
 * The frame on the way from one to another. Its size grows or shrinks evenly to the eye, and its middle moves so that
 * a zoom looks like one zoom.
 */
export function frameBetween(from: Frame, to: Frame, share: number): Frame {
  const w = from.w * (to.w / from.w) ** share
  const h = from.h * (to.h / from.h) ** share
  const moved = Math.abs(to.w - from.w) < from.w * 1e-3 ? share : (w - from.w) / (to.w - from.w)
  const [a, b] = [middleOf(from), middleOf(to)]
  const x = a.x + (b.x - a.x) * moved - w / 2
  const y = a.y + (b.y - a.y) * moved - h / 2
  return { x, y, w, h }
}

export type Size = { w: number; h: number }

/** The camera that shows a frame as large as a window allows, in its middle. */
export function cameraOn(frame: Frame, window: Size): { x: number; y: number; z: number } {
  const z = Math.min(window.w / frame.w, window.h / frame.h)
  const { x, y } = middleOf(frame)
  return { x: window.w / z / 2 - x, y: window.h / z / 2 - y, z }
}

/** How much of a window lies outside of the frame, left and right, above and below: what is masked. Pixels. */
export function marginsOf(frame: Frame, window: Size): { sides: number; ends: number } {
  const z = Math.min(window.w / frame.w, window.h / frame.h)
  return {
    sides: Math.max(0, (window.w - frame.w * z) / 2),
    ends: Math.max(0, (window.h - frame.h * z) / 2),
  }
}

function middleOf({ x, y, w, h }: Frame): { x: number; y: number } {
  return { x: x + w / 2, y: y + h / 2 }
}
