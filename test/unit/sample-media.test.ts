import { createHash } from 'node:crypto'
import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { ALL_FORMATS, BufferSource, Input } from 'mediabunny'
import sharp from 'sharp'
import { describe, expect, test } from 'vitest'
import { mediaFolder, mediaNames, posterOf, readManifest } from '../../server/sample/media.ts'

const manifest = readManifest()
const bytesOf = (name: string) => readFileSync(join(mediaFolder, name))
const files = Object.entries(manifest)

describe('[B7] the sample’s media are what their list says', () => {
  test('the list names every file, and every file the board uses is there', () => {
    const present = readdirSync(mediaFolder).filter((name) => name !== 'manifest.json')
    expect(Object.keys(manifest).toSorted()).toEqual(present.toSorted())
    expect(present).toEqual(expect.arrayContaining([...mediaNames, ...Object.values(posterOf)]))
  })

  test('all of them together are smaller than 3 MB', () => {
    expect(files.reduce((sum, [, { bytes }]) => sum + bytes, 0)).toBeLessThan(3_000_000)
  })

  test.each(files)('%s has its bytes', (name, { bytes, sha256 }) => {
    expect(bytesOf(name).length).toBe(bytes)
    expect(createHash('sha256').update(bytesOf(name)).digest('hex')).toBe(sha256)
  })

  test.each(files.filter(([, { type }]) => type.startsWith('image/')))(
    '%s has its size',
    async (name, { type, width, height }) => {
      const format = type.slice('image/'.length)
      expect(await sharp(bytesOf(name)).metadata()).toMatchObject({ format, width, height })
    },
  )

  const cited = files.filter(([, { pixelSha256 }]) => pixelSha256 !== undefined)
  test.each(cited)('%s holds exactly the pixels that are cited', async (name, { pixelSha256 }) => {
    const rgba = await sharp(bytesOf(name)).ensureAlpha().raw().toBuffer()
    expect(createHash('sha256').update(rgba).digest('hex')).toBe(pixelSha256)
  })

  test.each(files.filter(([, { type }]) => type === 'video/mp4'))(
    '%s has its size, codec, frames and length',
    async (name, { width, height, frames, fps, durationS }) => {
      const input = new Input({ source: new BufferSource(bytesOf(name)), formats: ALL_FORMATS })
      const track = await input.getPrimaryVideoTrack()
      const stats = await track?.computePacketStats()
      expect([track?.codec, track?.displayWidth, track?.displayHeight]).toEqual([
        'avc',
        width,
        height,
      ])
      expect(stats?.packetCount).toBe(frames)
      expect(stats?.averagePacketRate).toBeCloseTo(fps ?? 0, 1)
      expect(await input.computeDuration()).toBeCloseTo(durationS ?? 0, 2)
    },
  )
})
