import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Tie } from '../../shared/board/graph.ts'
import type { Evidence, EvidenceId } from '../../shared/evidence/kinds.ts'
import { hashTimesOf } from '../../shared/media/frame-times.ts'
import { compareFootage, footageOf } from '../../shared/media/near-duplicates.ts'
import { isOpenSuspicion } from '../../shared/media/open-suspicions.ts'
import { HASH_ALGORITHM, hashOf, LUMA_SIDE } from '../../shared/media/picture-hash.ts'
import { whichFirst } from '../../shared/media/which-first.ts'

/** Brightness at a point of a made-up scene: a fall of light, and things in it with edges. */
type Scene = (u: number, v: number) => number

function sceneOf(seed: number): Scene {
  const random = mulberry(seed)
  const [tiltX, tiltY] = [(random() - 0.5) * 120, (random() - 0.5) * 120]
  const things = Array.from({ length: 14 }, () => ({
    x: random(),
    y: random(),
    w: 0.05 + random() * 0.3,
    h: 0.05 + random() * 0.3,
    tone: 20 + random() * 215,
  }))
  return (u, v) => {
    const thing = things.findLast(
      ({ x, y, w, h }) => Math.abs(u - x) < w / 2 && Math.abs(v - y) < h / 2,
    )
    return thing ? thing.tone : 128 + tiltX * (u - 0.5) + tiltY * (v - 0.5)
  }
}

function mulberry(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

type Taking = {
  part?: { x: number; y: number; w: number; h: number }
  isMirrored?: boolean
  /** Black above and below, as a share of the height each. */
  bars?: number
  contrast?: number
  noise?: number
}

/** A picture of a scene, taken and spoilt in some way, as its hash. */
function taken(
  scene: Scene,
  {
    part = { x: 0, y: 0, w: 1, h: 1 },
    isMirrored = false,
    bars = 0,
    contrast = 1,
    noise = 0,
  }: Taking = {},
) {
  const random = mulberry(7)
  const pixels = new Uint8ClampedArray(LUMA_SIDE * LUMA_SIDE)
  for (let row = 0; row < LUMA_SIDE; row++) {
    for (let column = 0; column < LUMA_SIDE; column++) {
      const across = (column + 0.5) / LUMA_SIDE
      const [u, v] = [
        isMirrored ? 1 - across : across,
        ((row + 0.5) / LUMA_SIDE - bars) / (1 - 2 * bars),
      ]
      const light = scene(part.x + u * part.w, part.y + v * part.h)
      const isBar = v < 0 || v > 1
      pixels[row * LUMA_SIDE + column] = isBar
        ? 0
        : 128 + (light - 128) * contrast + (random() - 0.5) * noise
    }
  }
  return hashOf({ pixels, w: LUMA_SIDE, h: LUMA_SIDE })
}

function footage(...hashes: (string | null)[]) {
  const frames = hashes.flatMap((hash, at) =>
    hash === null ? [] : [hashes.length > 1 ? { hash, timeS: at } : { hash }],
  )
  return footageOf({ algorithm: HASH_ALGORITHM, frames })
}

function compare(a: string | null, b: string | null) {
  const [first, second] = [footage(a), footage(b)]
  return first && second ? compareFootage(first, second) : null
}

const seeds = fc.integer({ min: 1, max: 1e6 })

test('[N1] the same picture with less contrast, noise or black bars is found', () => {
  fc.assert(
    fc.property(seeds, (seed) => {
      const scene = sceneOf(seed)
      const original = taken(scene)
      for (const taking of [{ contrast: 0.6, noise: 12 }, { bars: 0.12 }, { noise: 30 }])
        expect(compare(taken(scene, taking), original)).toMatchObject({
          isMirrored: false,
          cropped: null,
        })
    }),
    { numRuns: 30 },
  )
})

test('[N1] a mirrored picture is found and said to be mirrored', () => {
  fc.assert(
    fc.property(seeds, (seed) => {
      const scene = sceneOf(seed)
      expect(compare(taken(scene, { isMirrored: true, noise: 10 }), taken(scene))).toMatchObject({
        isMirrored: true,
      })
    }),
    { numRuns: 30 },
  )
})

test('[N2] a cut-out is found in most pictures, said to be a part, and from both sides alike', () => {
  const places = [
    { x: 0.1, y: 0, w: 0.8, h: 0.8 },
    { x: 0.2, y: 0.22, w: 0.7, h: 0.75 },
    { x: 0.25, y: 0, w: 0.56, h: 1 },
  ]
  let found = 0
  for (let seed = 1; seed <= 20; seed++) {
    const scene = sceneOf(seed * 7919)
    for (const part of places) {
      const [cut, whole] = [taken(scene, { part, noise: 8 }), taken(scene)]
      const [there, back] = [compare(cut, whole), compare(whole, cut)]
      if (there?.cropped !== 'first') continue
      found++
      expect(back?.cropped).toBe('second')
    }
  }
  expect(found).toBeGreaterThan(0.85 * 20 * places.length)
})

test('[N3] different scenes are not held to be the same', () => {
  const looks = Array.from({ length: 60 }, (_, at) => footage(taken(sceneOf(at * 104_729 + 3))))
  const same = looks.flatMap((a, at) =>
    looks.slice(at + 1).filter((b) => a && b && compareFootage(a, b) !== null),
  )
  expect(same).toHaveLength(0)
})

test('[N4] a picture that is all of one tone has no hash, dark and light alike', () => {
  for (const tone of [0, 18, 128, 255]) expect(taken(() => tone, { noise: 6 })).toBeNull()
  expect(taken(sceneOf(4))).not.toBeNull()
})

test('[N4] hashes that cannot be read, or of another algorithm, are compared with nothing', () => {
  fc.assert(
    fc.property(fc.string({ maxLength: 700 }), (hash) => {
      expect(footageOf({ algorithm: HASH_ALGORITHM, frames: [{ hash: `${hash}!` }] })).toBeNull()
    }),
  )
  const hash = taken(sceneOf(4)) ?? ''
  expect(footageOf({ algorithm: 'another', frames: [{ hash }] })).toBeNull()
  expect(footageOf(undefined)).toBeNull()
})

test('[N3] one frame that two clips share is not enough, two are', () => {
  const [title, ours, theirs, second] = [1, 2, 3, 4].map((seed) => taken(sceneOf(seed * 31)))
  const clips = [
    footage(title ?? null, ours ?? null),
    footage(title ?? null, theirs ?? null),
    footage(title ?? null, theirs ?? null, second ?? null),
  ]
  const [a, b, c] = clips
  if (!a || !b || !c) throw new Error('The scenes have no hashes')
  expect(compareFootage(a, b)).toBeNull()
  expect(compareFootage(b, c)).not.toBeNull()
})

test('[N7] one new picture is held against ten thousand within two seconds', () => {
  const looks = Array.from({ length: 40 }, (_, at) => footage(taken(sceneOf(at * 7717 + 11))))
  const fresh = footage(taken(sceneOf(99)))
  const before = process.cpuUsage()
  for (let at = 0; at < 10_000; at++) {
    const other = looks[at % looks.length]
    if (fresh && other) compareFootage(fresh, other, { isThorough: false })
  }
  // The processor's own time: how busy others keep it is not our business.
  expect(process.cpuUsage(before).user / 1000).toBeLessThan(2000)
})

test('[N8] frames are taken evenly over a clip, and within it', () => {
  fc.assert(
    fc.property(fc.double({ min: 0, max: 1e5, noNaN: true }), (durationS) => {
      const times = hashTimesOf(durationS)
      expect(times.length).toBeGreaterThanOrEqual(1)
      expect(times.length).toBeLessThanOrEqual(8)
      expect(times.every((at) => at >= 0 && at <= durationS)).toBe(true)
    }),
  )
  expect(hashTimesOf(Infinity)).toEqual([0])
})

function item(id: string, fields: Record<string, unknown> = {}): Evidence {
  return {
    id: `evidence:${id}`,
    typeName: 'evidence',
    kind: 'video',
    createdAt: '2026-11-25T10:00:00.000Z',
    createdBy: 'Mara',
    ...fields,
  }
}

test('[N5] what was published first is the original; a date without its year tells nothing', () => {
  const early = item('early', {
    datePublished: '2024-10-18',
    createdAt: '2026-11-25T12:00:00.000Z',
  })
  const late = item('late', { datePublished: '2024-10-22' })
  const yearless = item('yearless', { datePublished: 'XXXX-10-01' })
  expect(whichFirst(late, early)).toMatchObject({ first: early, second: late, by: 'published' })
  expect(whichFirst(early, yearless)).toMatchObject({ first: yearless, by: 'received' })
})

test('[N6] what was tied, what was denied and what is a frame of the other is not asked about again', () => {
  const [a, b] = [item('a'), item('b')]
  const tied = (relation: Tie['relation']): Tie[] => [
    { from: b.id, to: a.id, relation, fromRegion: null, toRegion: null, arrowId: 'shape:1' },
  ]
  expect(isOpenSuspicion(a, b, [])).toBe(true)
  expect(isOpenSuspicion(a, b, tied('supports'))).toBe(true)
  for (const relation of ['re-upload-of', 'derived-from'] as const) {
    expect(isOpenSuspicion(a, b, tied(relation))).toBe(false)
    expect(isOpenSuspicion(b, a, tied(relation))).toBe(false)
  }
  const denied = { notSame: { b: { of: 'evidence:b', by: 'Kim', at: '' } } }
  expect(isOpenSuspicion(item('a', denied), b, [])).toBe(false)
  expect(isOpenSuspicion(b, item('a', denied), [])).toBe(false)
  const withdrawn = { withdrawn: { reason: 'Sent by mistake.', by: 'Kim', at: '' } }
  expect(isOpenSuspicion(item('a', withdrawn), b, [])).toBe(false)
  expect(isOpenSuspicion(b, item('a', withdrawn), [])).toBe(false)
  const frameOf = (of: EvidenceId) => ({
    kind: 'photo',
    frameOf: { of, sha256: '', timeS: 1, index: 25, crop: null, pixelSha256: '' },
  })
  expect(isOpenSuspicion(item('f', frameOf(a.id)), a, [])).toBe(false)
  expect(isOpenSuspicion(item('f', frameOf(a.id)), item('g', frameOf(a.id)), [])).toBe(false)
  expect(isOpenSuspicion(item('f', frameOf(a.id)), item('g', frameOf(b.id)), [])).toBe(true)
  const snapshot = (id: string, acquired: string) => item(id, { kind: 'satellite', acquired })
  expect(isOpenSuspicion(snapshot('s', '2014-07-20'), snapshot('t', '2020-08-31'), [])).toBe(false)
  expect(isOpenSuspicion(snapshot('s', '2014-07-20'), snapshot('t', '2014-07-20'), [])).toBe(true)
})
