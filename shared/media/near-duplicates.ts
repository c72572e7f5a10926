import {
  distance,
  likeness,
  likenessIn,
  lookOf,
  nearestPart,
  WHOLE,
  type Face,
  type Look,
  type Window,
} from './look.ts'
import type { Hashes } from './hashes.ts'
import { HASH_ALGORITHM } from './picture-hash.ts'

/** One picture or clip, read for comparing. */
export type Footage = { looks: readonly Look[]; isClip: boolean }

/** That two items are probably the same footage, and how one differs. */
export type Sameness = {
  /** 0–1, of the frames that agree best. */
  likeness: number
  isMirrored: boolean
  /** Which of the two shows only a part of the other; null where both show the same part. */
  cropped: 'first' | 'second' | null
}

/** Of 128 bits. Where more differ, the two have nothing to do with each other. */
const FAR = 48
/** How alike the nearest part must be for it to be worth finding where exactly the two agree. */
const PROMISING = 0.55
/** How alike two pictures must be as a whole, and where one is a part of the other: there are more ways to be. */
const LEAST_LIKENESS = { whole: 0.93, part: 0.95 }
/** Frames of two clips that must agree: one may be a title or a fade. */
const FRAMES_OF_CLIPS = 2
/** A part this large is the whole, a little out of register. */
const NEARLY_WHOLE = 0.95
/** No side of a part is shorter than this share of the picture: too little would be left to know it by. */
const LEAST_SIDE = 0.4

/** Null where nothing can be compared: no hashes, or such as this version does not know. */
export function footageOf(hashes: Hashes | undefined): Footage | null {
  if (!hashes || hashes.algorithm !== HASH_ALGORITHM) return null
  const looks = hashes.frames.flatMap(({ hash }) => lookOf(hash) ?? [])
  if (looks.length === 0) return null
  return { looks, isClip: hashes.frames.some(({ timeS }) => timeS !== undefined) }
}

/** Whether two items are probably the same footage; null where nothing says so. */
export function compareFootage(first: Footage, second: Footage): Sameness | null {
  const areClips = first.isClip && second.isClip
  const wanted = areClips ? Math.min(FRAMES_OF_CLIPS, first.looks.length, second.looks.length) : 1
  for (const isMirrored of [false, true]) {
    const found = first.looks.flatMap((look) => bestAmong(look, second.looks, isMirrored) ?? [])
    const [best] = found.toSorted((a, b) => b.likeness - a.likeness)
    if (best && found.length >= wanted) return { ...best, isMirrored }
  }
  return null
}

type Found = Pick<Sameness, 'likeness' | 'cropped'>

function bestAmong(look: Look, others: readonly Look[], isMirrored: boolean): Found | null {
  let best: Found | null = null
  for (const other of others) {
    const found = compareLooks(look, other, isMirrored)
    if (found && found.likeness > (best?.likeness ?? 0)) best = found
  }
  return best
}

/** Two pictures, one of which may be a part of the other. */
function compareLooks(first: Look, second: Look, isMirrored: boolean): Found | null {
  const side = isMirrored ? 'mirrored' : 'face'
  const whole = likenessOfWholes(first.face, second[side])
  if (whole >= LEAST_LIKENESS.whole) return { likeness: whole, cropped: null }
  const [inSecond, inFirst] = [bestPart(first[side], second), bestPart(second[side], first)]
  const best = inSecond.likeness >= inFirst.likeness ? inSecond : inFirst
  if (best.likeness < LEAST_LIKENESS.part) return null
  const isWhole = best.window.w * best.window.h > NEARLY_WHOLE
  return {
    likeness: best.likeness,
    cropped: isWhole ? null : best === inSecond ? 'first' : 'second',
  }
}

function likenessOfWholes(a: Face, b: Face): number {
  if (!a.grid || !b.grid || distance(a, b) > FAR) return 0
  return likeness(a.grid, b.grid)
}

type Part = { likeness: number; window: Window }

/** The part of a picture that is most like all of another; of likeness 0 where none is near. */
export function bestPart(face: Face, other: Look): Part {
  const nearest = nearestPart(face, other)
  const start = { likeness: likenessIn(face, other, nearest.window), window: nearest.window }
  if (nearest.distance > FAR || start.likeness < PROMISING) return { likeness: 0, window: WHOLE }
  return refined(face, other, start)
}

/** Moves and resizes a part by ever smaller steps to where the two agree best. */
function refined(face: Face, other: Look, start: Part): Part {
  let best = start
  for (let step = 0.06; step > 0.007; step /= 2) {
    for (let isBetter = true; isBetter;) {
      isBetter = false
      for (const window of neighbours(best.window, step)) {
        const found = likenessIn(face, other, window)
        if (found <= best.likeness + 1e-4) continue
        best = { likeness: found, window }
        isBetter = true
      }
    }
  }
  return best
}

/** Each edge moved in and out, and the whole moved to each side. */
function neighbours({ x, y, w, h }: Window, step: number): Window[] {
  const moved = [
    { x: x - step, y, w, h },
    { x: x + step, y, w, h },
    { x, y: y - step, w, h },
    { x, y: y + step, w, h },
    { x, y, w: w - step, h },
    { x, y, w: w + step, h },
    { x, y, w, h: h - step },
    { x, y, w, h: h + step },
    { x: x - step, y, w: w + step, h },
    { x: x + step, y, w: w - step, h },
    { x, y: y - step, w, h: h + step },
    { x, y: y + step, w, h: h - step },
  ]
  return moved.filter(
    (each) =>
      each.x >= 0 &&
      each.y >= 0 &&
      each.w >= LEAST_SIDE &&
      each.h >= LEAST_SIDE &&
      each.x + each.w <= 1 &&
      each.y + each.h <= 1,
  )
}
