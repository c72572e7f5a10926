import { createHash } from 'node:crypto'
import fc from 'fast-check'
import sharp from 'sharp'
import { describe, expect, test } from 'vitest'
import { colourOf, type DecodedPicture, type Turn } from '../../client/media/decoded-picture.ts'
import { frameTimesOf, indexAt, lengthOf, middleOf } from '../../client/media/frame-times.ts'
import { pixelHash } from '../../client/media/pixel-hash.ts'
import { cropBox, pixelsOf, type Pixels } from '../../client/media/pixels.ts'
import { pngOf } from '../../client/media/png.ts'

describe('frames of a clip', () => {
  const steps = fc.array(fc.integer({ min: 1, max: 4000 }), { minLength: 1, maxLength: 200 })

  /** Packets as a file holds them: in the order of decoding, which differs from that of showing. */
  const packetsOf = (of: number[]) => {
    let at = 0
    return of
      .map((step) => {
        const timestamp = at / 1000
        at += step
        return { timestamp, duration: step / 1000 }
      })
      .toSorted((a, b) => ((a.timestamp * 7919) % 1) - ((b.timestamp * 7919) % 1))
  }

  test('[M1] every frame is found at its beginning, in its middle and until the next begins', () => {
    fc.assert(
      fc.property(steps, (of) => {
        const times = frameTimesOf(packetsOf(of))
        expect(times.startsS).toHaveLength(of.length)
        times.startsS.forEach((start, index) => {
          expect(indexAt(times, start)).toBe(index)
          expect(indexAt(times, middleOf(times, index))).toBe(index)
          expect(indexAt(times, start + lengthOf(times, index) - 0.000_01)).toBe(index)
        })
      }),
    )
  })

  test('[M1] frames of one length are told from frames of differing lengths', () => {
    const constant = [33, 33, 34, 33, 33, 34]
    expect(frameTimesOf(packetsOf(constant)).isVariable).toBe(false)
    expect(frameTimesOf(packetsOf([33, 33, 120, 33, 33])).isVariable).toBe(true)
  })

  test('[M1] what ends before the clip begins is not counted, and times beyond its ends lead to its ends', () => {
    const times = frameTimesOf([
      { timestamp: -0.08, duration: 0.04 },
      { timestamp: -0.02, duration: 0.04 },
      { timestamp: 0.02, duration: 0.04 },
    ])
    expect(times.startsS).toEqual([0, 0.02])
    expect(indexAt(times, -1)).toBe(0)
    expect(indexAt(times, 99)).toBe(1)
    expect(indexAt(frameTimesOf([]), 0)).toBe(-1)
  })
})

describe('pixels of a frame', () => {
  const plain: Turn = { rotationDeg: 0, isMirrored: false, squareW: 4, squareH: 2 }
  const bt601 = colourOf({}, 480)

  /** Four by two pixels of rising brightness, without colour. */
  const grey: DecodedPicture = {
    format: 'I420',
    width: 4,
    height: 2,
    data: Uint8Array.of(16, 32, 48, 64, 80, 96, 112, 235, 128, 128, 128, 128),
    planes: [
      { offset: 0, stride: 4 },
      { offset: 8, stride: 2 },
      { offset: 10, stride: 2 },
    ],
  }
  const redOf = ({ rgba, w }: Pixels) =>
    Array.from({ length: rgba.length / 4 / w }, (_, row) =>
      Array.from({ length: w }, (__, column) => rgba[(row * w + column) * 4] ?? -1),
    )

  test('[M2] black is black, white is white, and greys lie between', () => {
    const { rgba } = pixelsOf(grey, { colour: bt601, turn: plain, crop: null })
    expect(Array.from(rgba.subarray(0, 4))).toEqual([0, 0, 0, 255])
    expect(Array.from(rgba.subarray(-4))).toEqual([255, 255, 255, 255])
    expect(Array.from(rgba.subarray(4, 8))).toEqual([19, 19, 19, 255])
  })

  test('[M2] colours follow the matrix that the file states; untagged, high definition is BT.709', () => {
    const red = { ...grey, data: Uint8Array.of(...Array<number>(8).fill(81), 90, 90, 240, 240) }
    const shown = (colour: typeof bt601) =>
      Array.from(pixelsOf(red, { colour, turn: plain, crop: null }).rgba.subarray(0, 3))
    expect(shown(bt601)).toEqual([254, 0, 0])
    expect(shown(colourOf({ matrix: 'bt709' }, 480))).not.toEqual(shown(bt601))
    expect(colourOf({}, 1080).matrix).toBe('bt709')
    expect(colourOf({ matrix: 'smpte170m' }, 1080).matrix).toBe('bt601')
  })

  test('[M2] the two ways in which decoders lay out the same planes give the same pixels', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 12, maxLength: 12 }), (data) => {
        const paired = {
          ...grey,
          format: 'NV12',
          data: Uint8Array.of(
            ...data.slice(0, 8),
            data[8] ?? 0,
            data[10] ?? 0,
            data[9] ?? 0,
            data[11] ?? 0,
          ),
          planes: [
            { offset: 0, stride: 4 },
            { offset: 8, stride: 4 },
          ],
        }
        const as = { colour: bt601, turn: plain, crop: null }
        expect(pixelHash(pixelsOf(paired, as))).toBe(pixelHash(pixelsOf({ ...grey, data }, as)))
      }),
    )
  })

  test('[M2] a frame is turned as its file says, and pixels that are not square are repeated', () => {
    const shown = (turn: Partial<Turn>) =>
      redOf(pixelsOf(grey, { colour: bt601, turn: { ...plain, ...turn }, crop: null }))
    const [top = [], bottom = []] = shown({})
    expect(shown({ rotationDeg: 180 })).toEqual([bottom.toReversed(), top.toReversed()])
    expect(shown({ rotationDeg: 90 })).toEqual(top.map((_, at) => [bottom[at], top[at]]))
    expect(shown({ rotationDeg: 270 })).toEqual(
      top.map((_, at) => [top[at], bottom[at]]).toReversed(),
    )
    expect(shown({ isMirrored: true })).toEqual([top.toReversed(), bottom.toReversed()])
    expect(shown({ squareW: 8 })).toEqual([
      top.flatMap((value) => [value, value]),
      bottom.flatMap((value) => [value, value]),
    ])
  })

  test('[M2] a crop takes whole pixels of the picture as shown, never none', () => {
    const whole = redOf(pixelsOf(grey, { colour: bt601, turn: plain, crop: null }))
    const crop = { x: 0.25, y: 0.5, w: 0.5, h: 0.5 }
    expect(redOf(pixelsOf(grey, { colour: bt601, turn: plain, crop }))).toEqual([
      whole[1]?.slice(1, 3),
    ])
    const share = fc.double({ min: 0, max: 1, noNaN: true })
    fc.assert(
      fc.property(
        fc.record({ x: share, y: share, w: share, h: share }),
        fc.record({ w: fc.integer({ min: 1, max: 4000 }), h: fc.integer({ min: 1, max: 4000 }) }),
        (part, size) => {
          const box = cropBox(size, part)
          expect(box.w).toBeGreaterThan(0)
          expect(box.h).toBeGreaterThan(0)
          expect(box.x + box.w).toBeLessThanOrEqual(size.w)
          expect(box.y + box.h).toBeLessThanOrEqual(size.h)
        },
      ),
    )
  })

  test('[M3] the PNG of a frame holds exactly the pixels whose hash is cited, and is the same file each time', async () => {
    const size = fc.integer({ min: 1, max: 24 })
    await fc.assert(
      fc.asyncProperty(size, size, fc.infiniteStream(fc.nat(255)), async (w, h, bytes) => {
        const rgba = Uint8ClampedArray.from({ length: w * h * 4 }, (_, at) =>
          at % 4 === 3 ? 255 : (bytes.next().value ?? 0),
        )
        const png = Buffer.from(await (await pngOf({ w, h, rgba })).arrayBuffer())
        const { data, info } = await sharp(png)
          .ensureAlpha()
          .raw()
          .toBuffer({ resolveWithObject: true })
        expect(info).toMatchObject({ width: w, height: h })
        expect(createHash('sha256').update(data).digest('hex')).toBe(pixelHash({ w, h, rgba }))
        const again = Buffer.from(await (await pngOf({ w, h, rgba })).arrayBuffer())
        expect(again.equals(png)).toBe(true)
      }),
      { numRuns: 30 },
    )
  })
})
