import { createHash } from 'node:crypto'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import sharp from 'sharp'
import { pixelHash } from '../client/media/pixel-hash.ts'
import { pngOf } from '../client/media/png.ts'
import { barracksClip, drawBarracks } from './sample-media/clip-barracks.ts'
import { drawHall, hallClip } from './sample-media/clip-hall.ts'
import { drawWalk, walk } from './sample-media/clip-walk.ts'
import { grainTile, makeClip, pixelsOfFrame, type Clip } from './sample-media/encode.ts'
import { drawAfter, drawBefore, snapshotLabel, snapshotSize } from './sample-media/satellite.ts'
import { drawBox, stillSize } from './sample-media/stills.ts'

/**
 * Paints the sample board's stand-in media and writes them, with a list of what each must be, to
 * server/sample/media. Run by hand when a picture changes: `node scripts/make-sample-media.ts`. Needs ffmpeg
 * with libx264, Liberation Sans and DejaVu Sans Mono; a fresh machine needs none of them, for the files are kept.
 */
const folder = join(import.meta.dirname, '..', 'server', 'sample', 'media')
mkdirSync(folder, { recursive: true })
const list: Record<string, unknown> = {}

const clips: [Clip, (frame: number) => string][] = [
  [walk, drawWalk],
  [barracksClip, drawBarracks],
  [hallClip, drawHall],
]
for (const [clip, draw] of clips) {
  const name = `${clip.name}.mp4`
  await makeClip(clip, draw, join(folder, name))
  note(name, {
    type: 'video/mp4',
    width: 640,
    height: 360,
    frames: clip.frames,
    fps: clip.fps,
    durationS: clip.frames / clip.fps,
  })
}

await poster('poster-1-walk.jpg', walk, 130)
await poster('poster-2-barracks.jpg', barracksClip, 85)
await poster('poster-3-hall.jpg', hallClip, 60)
for (const [name, clip, frame] of [
  ['frame-entrance.png', walk, 150],
  ['frame-barracks.png', barracksClip, 6],
  ['frame-building.png', barracksClip, 168],
  ['frame-windows-outside.png', barracksClip, 160],
  ['frame-windows-inside.png', hallClip, 20],
  ['frame-uniform.png', barracksClip, 85],
  ['sheet-1.png', barracksClip, 21],
  ['sheet-2.png', barracksClip, 65],
  ['sheet-3.png', barracksClip, 109],
  ['sheet-4.png', barracksClip, 153],
] as const)
  await cited(name, { clip, frame })
await painted('detail-box.jpg', { picture: drawBox(), size: stillSize, blur: 0.5 })
await painted('satellite-before.jpg', {
  picture: drawBefore(),
  size: snapshotSize,
  blur: 0.9,
  over: snapshotLabel('Before: fence between the buildings'),
})
await painted('satellite-after.jpg', {
  picture: drawAfter(),
  size: snapshotSize,
  blur: 0.9,
  over: snapshotLabel('After: no fence; cars and trash outside'),
})

writeFileSync(
  join(folder, 'article-excerpt.txt'),
  [
    'Short excerpt of the article’s page, as its text was copied, site furniture included. [...] marks what is left out.',
    '',
    '[...] it was possible that some North Korean troops could be deployed to Kursk, according to Reuters. [...]',
    "By signing up, I accept SPH Media's Terms & Conditions and Privacy Policy as amended from time to time.",
    'The footage from Sergeyevka was posted on Telegram by Astra [...]',
    '[...] NYTIMES',
    '',
  ].join('\n'),
)
note('article-excerpt.txt', { type: 'text/plain' })
writeFileSync(join(folder, 'manifest.json'), `${JSON.stringify(list, null, 2)}\n`)

/** A frame of the finished clip with the hash of its pixels, as grabbing it in the player makes it. */
async function cited(name: string, { clip, frame }: { clip: Clip; frame: number }) {
  const of = `${clip.name}.mp4`
  const pixels = await pixelsOfFrame(join(folder, of), frame)
  writeFileSync(join(folder, name), Buffer.from(await (await pngOf(pixels)).arrayBuffer()))
  note(name, {
    type: 'image/png',
    width: pixels.w,
    height: pixels.h,
    frameOf: of,
    frame,
    pixelSha256: pixelHash(pixels),
  })
}

/** A clip's picture while it is not played: one of its frames as it is. */
async function poster(name: string, clip: Clip, frame: number) {
  const { w, h, rgba } = await pixelsOfFrame(join(folder, `${clip.name}.mp4`), frame)
  await sharp(rgba, { raw: { width: w, height: h, channels: 4 } })
    .jpeg({ quality: 82, mozjpeg: true })
    .toFile(join(folder, name))
  note(name, {
    type: 'image/jpeg',
    width: 640,
    height: 360,
    frameOf: `${clip.name}.mp4`,
    frame,
  })
}

async function painted(
  name: string,
  {
    picture,
    size,
    blur,
    over,
  }: { picture: string; size: readonly [number, number]; blur: number; over?: string },
) {
  const flat = await sharp(Buffer.from(picture)).blur(blur).png().toBuffer()
  await sharp(flat)
    .composite([
      { input: await grainTile(size[0], size[1], 5, 26), blend: 'overlay' },
      ...(over === undefined ? [] : [{ input: Buffer.from(over) }]),
    ])
    .jpeg({ quality: 80, mozjpeg: true })
    .toFile(join(folder, name))
  note(name, { type: 'image/jpeg', width: size[0], height: size[1] })
}

function note(name: string, facts: Record<string, unknown>): void {
  const bytes = readFileSync(join(folder, name))
  list[name] = {
    ...facts,
    bytes: bytes.length,
    sha256: createHash('sha256').update(bytes).digest('hex'),
  }
}
