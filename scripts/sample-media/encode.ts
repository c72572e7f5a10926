import { spawn } from 'node:child_process'
import { once } from 'node:events'
import sharp from 'sharp'
import { pixelsOf, type Pixels } from '../../client/media/pixels.ts'
import { burnIn } from './burn-in.ts'
import { chance } from './paint.ts'

export type Clip = {
  name: string
  label: string
  frames: number
  fps: number
  caption: { fromS: number; toS: number; text: string } | null
}

/** Draws a clip frame by frame and writes it as H.264 that any browser plays. Needs ffmpeg on this machine. */
export async function makeClip(
  clip: Clip,
  draw: (frame: number) => string,
  path: string,
): Promise<void> {
  const ffmpeg = spawn(
    'ffmpeg',
    [
      '-y',
      '-loglevel',
      'error',
      '-f',
      'rawvideo',
      '-pix_fmt',
      'rgb24',
      '-s',
      '640x360',
      '-r',
      String(clip.fps),
      '-i',
      '-',
      '-map_metadata',
      '-1',
      '-fflags',
      '+bitexact',
      '-flags:v',
      '+bitexact',
      '-c:v',
      'libx264',
      '-preset',
      'veryslow',
      '-tune',
      'animation',
      '-crf',
      '25',
      '-g',
      '25',
      '-pix_fmt',
      'yuv420p',
      '-vf',
      'scale=out_color_matrix=bt709:out_range=tv',
      '-colorspace',
      'bt709',
      '-color_primaries',
      'bt709',
      '-color_trc',
      'bt709',
      '-movflags',
      '+faststart',
      path,
    ],
    { stdio: ['pipe', 'inherit', 'inherit'] },
  )
  const ended = once(ffmpeg, 'exit')
  const tiles = await Promise.all([1, 2, 3].map((seed) => grainTile(640, 360, seed, 7)))
  for (let frame = 0; frame < clip.frames; frame++) {
    const time = frame / clip.fps
    const { caption } = clip
    const said = caption && time >= caption.fromS && time < caption.toS ? caption.text : null
    const grain = tiles[Math.floor(frame / 2) % tiles.length]
    const picture = await sharp(Buffer.from(draw(frame)))
      .composite([
        ...(grain ? [{ input: grain, blend: 'overlay' as const }] : []),
        { input: Buffer.from(burnIn(frame, { label: clip.label, fps: clip.fps, caption: said })) },
      ])
      .removeAlpha()
      .raw()
      .toBuffer()
    if (!ffmpeg.stdin.write(picture)) await once(ffmpeg.stdin, 'drain')
  }
  ffmpeg.stdin.end()
  const [code] = await ended
  if (code !== 0) throw new Error(`ffmpeg ended with ${String(code)}`)
}

/** One frame of a finished clip, made into pixels as the player makes them: citing it again gives the same. */
export async function pixelsOfFrame(path: string, frame: number): Promise<Pixels> {
  const only = ['-vf', `select=eq(n\\,${frame})`, '-frames:v', '1']
  const planes = ['-f', 'rawvideo', '-pix_fmt', 'yuv420p', '-']
  const ffmpeg = spawn('ffmpeg', ['-loglevel', 'error', '-i', path, ...only, ...planes])
  const parts: Buffer[] = []
  ffmpeg.stdout.on('data', (part: Buffer) => parts.push(part))
  await once(ffmpeg, 'close')
  const [width, height] = [640, 360]
  const picture = {
    format: 'I420',
    width,
    height,
    data: Buffer.concat(parts),
    planes: [
      { offset: 0, stride: width },
      { offset: width * height, stride: width / 2 },
      { offset: (width * height * 5) / 4, stride: width / 2 },
    ],
  }
  return pixelsOf(picture, {
    colour: { matrix: 'bt709', isFullRange: false },
    turn: { rotationDeg: 0, isMirrored: false, squareW: width, squareH: height },
    crop: null,
  })
}

/** Film grain around middle grey, for an overlay blend. `depth` is its strength in levels. */
export async function grainTile(
  width: number,
  height: number,
  seed: number,
  depth: number,
): Promise<Buffer> {
  const next = chance(seed)
  const pixels = Buffer.alloc(width * height)
  for (let i = 0; i < pixels.length; i++) pixels[i] = 128 + (next() + next() + next() - 1.5) * depth
  return sharp(pixels, { raw: { width, height, channels: 1 } })
    .blur(0.6)
    .toColourspace('srgb')
    .png()
    .toBuffer()
}
