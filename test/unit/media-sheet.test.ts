import { BufferSource, Input, ALL_FORMATS } from 'mediabunny'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { Clip } from '../../client/media/clip.ts'
import { framesOfSheet, type SheetWish } from '../../client/media/contact-sheet.ts'
import { colourOf, type DecodedPicture } from '../../client/media/decoded-picture.ts'
import type { Frame, FrameReader } from '../../client/media/frame-reader.ts'
import { frameTimesOf } from '../../client/media/frame-times.ts'
import { fieldsOfGrabbed, grabFrame, type Cited } from '../../client/media/grab-frame.ts'
import { pixelHash } from '../../client/media/pixel-hash.ts'
import { checkRecord } from '../../shared/board/check-record.ts'
import type { Evidence } from '../../shared/evidence/kinds.ts'

const evidence: Evidence = {
  id: 'evidence:clip1',
  typeName: 'evidence',
  kind: 'video',
  title: 'Clip 1',
  createdAt: '2030-01-01T00:00:00.000Z',
  createdBy: 'Mara',
}
const original = 'a'.repeat(64)
const copy = 'c'.repeat(64)
const fromOriginal: Cited = { evidence, sha256: original, originalSha256: original }

/** Ten frames a second, each all of one grey: a scene is a run of the same one. */
function clipOf(greys: readonly number[]) {
  const asked: number[] = []
  const open = new Set<number>()
  const frameAt = (index: number): Frame => {
    asked.push(index)
    open.add(index)
    const grey = greys[index] ?? 0
    return {
      draw: (context) => {
        context.fillStyle = String(grey)
        context.fillRect(0, 0, context.canvas.width, context.canvas.height)
      },
      picture: async () => plainPicture(grey),
      close: () => open.delete(index),
    }
  }
  const frames: FrameReader = {
    frame: async (index) => frameAt(index),
    async *walk(indices) {
      for (const index of indices) yield { index, frame: frameAt(index) }
    },
    close: () => {},
  }
  const clip = new Clip({
    input: new Input({ formats: ALL_FORMATS, source: new BufferSource(new Uint8Array(0)) }),
    frames,
    times: frameTimesOf(greys.map((_, at) => ({ timestamp: at / 10, duration: 0.1 }))),
    colour: colourOf({}, 480),
    turn: { rotationDeg: 0, isMirrored: false, squareW: 4, squareH: 2 },
  })
  return { clip, asked, open }
}

function plainPicture(grey: number): DecodedPicture {
  return {
    format: 'I420',
    width: 4,
    height: 2,
    data: Uint8Array.of(...Array<number>(8).fill(grey), 128, 128, 128, 128),
    planes: [
      { offset: 0, stride: 4 },
      { offset: 8, stride: 2 },
      { offset: 10, stride: 2 },
    ],
  }
}

/** As much of a browser's canvas as the search for scenes draws on: one colour all over. */
function plainCanvas() {
  const canvas = { width: 0, height: 0 }
  const context = {
    canvas,
    fillStyle: '0',
    fillRect: () => {},
    getImageData: (_x: number, _y: number, w: number, h: number) => ({
      data: new Uint8ClampedArray(w * h * 4).fill(Number(context.fillStyle)),
    }),
  }
  return { ...canvas, getContext: () => context }
}

const scenes = [...Array<number>(30).fill(20), ...Array<number>(30).fill(120)]
const threeScenes = scenes.concat(Array<number>(30).fill(230))
const whole = { startS: 0, endS: 9 }
const atScenes: SheetWish = { ...whole, count: 12, choose: 'at-scene-changes' }

describe('a contact sheet', () => {
  beforeEach(() => vi.stubGlobal('document', { createElement: plainCanvas }))
  afterEach(() => vi.unstubAllGlobals())

  test('[M6] at scene changes holds the frame with which each scene begins, cited like any other', async () => {
    const { clip, open } = clipOf(threeScenes)
    const shares: number[] = []
    const { signal } = new AbortController()
    const under = { cited: fromOriginal, signal, onProgress: (share: number) => shares.push(share) }
    const sheet = (await framesOfSheet(clip, atScenes, under)) ?? []
    expect(sheet.map(({ frameOf }) => [frameOf.index, frameOf.timeS])).toEqual([
      [0, 0],
      [30, 3],
      [60, 6],
    ])
    for (const { file, frameOf } of sheet) {
      const frame = await clip.frame(frameOf.index)
      expect(frameOf.pixelSha256).toBe(pixelHash(await clip.pixels(frame, null)))
      frame.close()
      expect([file.type, file.size > 0]).toEqual(['image/png', true])
      expect(frameOf).toMatchObject({ of: evidence.id, sha256: original, crop: null })
    }
    expect(new Set(sheet.map(({ frameOf }) => frameOf.pixelSha256)).size).toBe(3)
    expect(shares).toEqual(shares.toSorted((a, b) => a - b))
    expect(shares.at(-1)).toBe(1)
    expect(open.size).toBe(0)
  })

  test('[M6] at scene changes keeps to the marked range and to the number asked for', async () => {
    const under = {
      cited: fromOriginal,
      signal: new AbortController().signal,
      onProgress: () => {},
    }
    const indices = async (wish: Partial<SheetWish>) => {
      const { clip } = clipOf(threeScenes)
      const sheet = await framesOfSheet(clip, { ...atScenes, ...wish }, under)
      return sheet?.map(({ frameOf }) => frameOf.index)
    }
    expect(await indices({ startS: 4, endS: 8 })).toEqual([40, 60])
    expect(await indices({ startS: 6.5, endS: 8 })).toEqual([65])
    expect(await indices({ count: 2 })).toHaveLength(2)
  })

  test.each([
    ['while scenes are searched', 0.1],
    ['while frames are cited', 0.8],
  ])('[M13] called off %s makes nothing, asks for no more frames and holds none', async (_, at) => {
    const { clip, asked, open } = clipOf(threeScenes)
    const stop = new AbortController()
    let askedUntil = -1
    const onProgress = (share: number) => {
      if (share < at || stop.signal.aborted) return
      stop.abort()
      askedUntil = asked.length
    }
    const under = { cited: fromOriginal, signal: stop.signal, onProgress }
    expect(await framesOfSheet(clip, atScenes, under)).toBe(null)
    expect(stop.signal.aborted).toBe(true)
    // The next frame may be under way when the word comes.
    expect(asked.length - askedUntil).toBeLessThanOrEqual(1)
    expect(open.size).toBe(0)
  })
})

test('[M10] a frame of a working copy is cited from the copy and names its original; one of the original names itself', async () => {
  const { clip } = clipOf(threeScenes)
  const grab = async (cited: Cited) => {
    const frame = await clip.frame(45)
    const grabbed = await grabFrame(clip, { frame, index: 45, crop: null, cited })
    frame.close()
    const fields = fieldsOfGrabbed(grabbed, { evidence, by: 'Mara' })
    const photo = { ...evidence, id: 'evidence:photo1' as const, kind: 'photo' as const, ...fields }
    return { ...grabbed, stored: checkRecord(photo) }
  }
  const fromCopy = await grab({ evidence, sha256: copy, originalSha256: original })
  expect(fromCopy.frameOf).toMatchObject({ sha256: copy, originalSha256: original, timeS: 4.5 })
  expect(fromCopy.stored).toMatchObject({ evidence: { frameOf: fromCopy.frameOf } })
  const direct = await grab(fromOriginal)
  expect(direct.frameOf.sha256).toBe(original)
  expect(direct.frameOf).not.toHaveProperty('originalSha256')
  // The same pixels, whichever of the two was decoded: one picture, recognised when it is uploaded again.
  expect(fromCopy.frameOf.pixelSha256).toBe(direct.frameOf.pixelSha256)
  expect(fromCopy.file.name).toBe(direct.file.name)
})
