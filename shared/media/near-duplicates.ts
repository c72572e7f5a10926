import {
  distance,
  likeness,
  likenessButFor,
  likenessIn,
  lookOf,
  nearestPart,
  WHOLE,
  type Face,
  type Look,
  type Measure,
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
  /** Which of the two shows only a part of the other, or both of what was there; null where both show the same. */
  cropped: 'first' | 'second' | 'both' | null
}

/** Of 128 bits. Where more differ, the two have nothing to do with each other. */
const FAR = 48
/** How alike the nearest part must be for it to be worth finding where exactly the two agree. */
const PROMISING = 0.55
/** What is not as alike as this after the first, coarse steps does not get near enough. */
const HOPEFUL = 0.78
/**
 * How alike two pictures must be as a whole, where one is a part of the other, and where they only share a part that
 * may have been changed: the more ways there are to be alike, the more it takes.
 */
const LEAST_LIKENESS = { whole: 0.93, part: 0.95, shared: 0.985 }
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

/** Also looks for a part that two pictures share where neither holds the other: four times the work. */
type Thoroughness = { isThorough: boolean }

/** Whether two items are probably the same footage; null where nothing says so. */
export function compareFootage(
  first: Footage,
  second: Footage,
  how: Thoroughness = { isThorough: true },
): Sameness | null {
  const areClips = first.isClip && second.isClip
  const wanted = areClips ? Math.min(FRAMES_OF_CLIPS, first.looks.length, second.looks.length) : 1
  for (const isMirrored of [false, true]) {
    const compare = (look: Look, other: Look) =>
      compareLooks(look, other, isMirrored) ??
      (how.isThorough && !isMirrored ? comparePartsShared(look, other) : null)
    const found = first.looks.flatMap((look) => bestOf(second.looks, (each) => compare(look, each)))
    const [best] = found.toSorted((a, b) => b.likeness - a.likeness)
    if (best && found.length >= wanted) return { ...best, isMirrored }
  }
  return null
}

type Found = Pick<Sameness, 'likeness' | 'cropped'>

function bestOf(others: readonly Look[], compare: (other: Look) => Found | null): Found[] {
  const found = others.flatMap((other) => compare(other) ?? [])
  return found.toSorted((a, b) => b.likeness - a.likeness).slice(0, 1)
}

/** Two pictures, one of which may be a part of the other. */
function compareLooks(first: Look, second: Look, isMirrored: boolean): Found | null {
  const side = isMirrored ? 'mirrored' : 'face'
  const whole = likenessOfWholes(first.face, second[side])
  if (whole >= LEAST_LIKENESS.whole) return { likeness: whole, cropped: null }
  const [inSecond, inFirst] = [
    bestPart(first[side], second, likeness),
    bestPart(second[side], first, likeness),
  ]
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

/** Two pictures that were cut differently, or of which one was painted into. */
function comparePartsShared(first: Look, second: Look): Found | null {
  const parts = [
    ...first.corners.map((corner) => bestPart(corner, second, likenessButFor)),
    ...second.corners.map((corner) => bestPart(corner, first, likenessButFor)),
  ]
  const best = Math.max(...parts.map((part) => part.likeness))
  return best < LEAST_LIKENESS.shared ? null : { likeness: best, cropped: 'both' }
}

/** The part of a picture that is most like another; of likeness 0 where none is near. */
function bestPart(face: Face, other: Look, measure: Measure): Part {
  const none = { likeness: 0, window: WHOLE }
  const nearest = nearestPart(face, other)
  if (!nearest || nearest.distance > FAR) return none
  const { window } = nearest
  if (likenessIn(face, other, { window, measure: likeness }) < PROMISING) return none
  const start = { likeness: likenessIn(face, other, { window, measure }), window }
  return refined(face, other, { start, measure })
}

/** Moves and resizes a part by ever smaller steps to where the two agree best. */
function refined(
  face: Face,
  other: Look,
  { start, measure }: { start: Part; measure: Measure },
): Part {
  let best = start
  for (let step = 0.06; step > 0.007; step /= 2) {
    for (let isBetter = true; isBetter;) {
      isBetter = false
      for (const window of neighbours(best.window, step)) {
        const found = likenessIn(face, other, { window, measure })
        if (found <= best.likeness + 1e-4) continue
        best = { likeness: found, window }
        isBetter = true
      }
    }
    if (best.likeness < HOPEFUL) break
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
