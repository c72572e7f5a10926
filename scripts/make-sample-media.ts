import { createHash } from 'node:crypto'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import sharp from 'sharp'
import { burnIn } from './sample-media/burn-in.ts'
import { barracksClip, drawBarracks } from './sample-media/clip-barracks.ts'
import { drawHall, hallClip } from './sample-media/clip-hall.ts'
import { drawWalk, walk, walkRegion } from './sample-media/clip-walk.ts'
import { frameOf, grainTile, makeClip, type Clip } from './sample-media/encode.ts'
import { drawAfter, drawBefore, snapshotLabel, snapshotSize } from './sample-media/satellite.ts'
import { drawBox, drawUniform, marks, stillSize, type Region } from './sample-media/stills.ts'

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
await still('frame-entrance.jpg', { clip: walk, frame: 150, regions: [clamp(walkRegion(150))] })
await still('frame-barracks.jpg', {
  clip: barracksClip,
  frame: 6,
  regions: [{ x: 4, y: 50, w: 366, h: 212 }],
})
await still('frame-building.jpg', {
  clip: barracksClip,
  frame: 168,
  regions: [{ x: 318, y: 116, w: 318, h: 142 }],
})
await still('frame-windows-outside.jpg', {
  clip: barracksClip,
  frame: 160,
  regions: [
    { x: 335, y: 161, w: 72, h: 70 },
    { x: 411, y: 161, w: 72, h: 70 },
    { x: 487, y: 161, w: 74, h: 70 },
  ],
})
await still('frame-windows-inside.jpg', {
  clip: hallClip,
  frame: 20,
  regions: [
    { x: 176, y: 112, w: 86, h: 78 },
    { x: 276, y: 112, w: 86, h: 78 },
    { x: 374, y: 112, w: 86, h: 78 },
  ],
})
await painted('detail-uniform.jpg', { picture: drawUniform(), size: stillSize, blur: 0.5 })
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

/** A frame taken from the finished clip by a decoder, the regions that matter framed and numbered. */
async function still(
  name: string,
  { clip, frame, regions }: { clip: Clip; frame: number; regions: Region[] },
) {
  const picture = await frameOf(join(folder, `${clip.name}.mp4`), frame)
  await sharp(picture)
    .composite([
      { input: Buffer.from(marks([640, 360], regions)) },
      { input: Buffer.from(burnIn(frame, { label: clip.label, fps: clip.fps, caption: null })) },
    ])
    .jpeg({ quality: 84, mozjpeg: true })
    .toFile(join(folder, name))
  note(name, { type: 'image/jpeg', width: 640, height: 360, frameOf: `${clip.name}.mp4`, frame })
}

/** A clip's picture while it is not played: one of its frames as it is. */
async function poster(name: string, clip: Clip, frame: number) {
  const picture = await frameOf(join(folder, `${clip.name}.mp4`), frame)
  await sharp(picture).jpeg({ quality: 82, mozjpeg: true }).toFile(join(folder, name))
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

function clamp({ x, y, w, h }: Region): Region {
  const left = Math.max(6, x)
  return { x: left, y: Math.max(48, y), w: Math.min(628, x + w) - left, h: Math.min(h, 310 - y) }
}
