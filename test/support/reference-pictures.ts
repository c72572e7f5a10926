import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import pixelmatch from 'pixelmatch'
import sharp from 'sharp'
import { expect } from 'vitest'

/**
 * Pictures as they were looked at and found right, in test/references. `RENEW_REFERENCES=1` writes them anew; look at
 * each before it is committed.
 */
const FOLDER = join(import.meta.dirname, '../references')
const DIFFERENCES = 'test-results/differences'

/** Perceptual distance (OKLab) from which a pixel is another one: more than a trace of JPEG, less than a grey word. */
const DISTANCE = 0.14
/** Differing pixels are counted in squares of this side, in pixels of a picture at 1×: a status is about as large. */
const SIDE = 24
/** As much of a square may differ: the edge of a letter that another machine puts half a pixel away. */
const MOST_OF_A_SQUARE = 0.08
/** Letters are blurred by this, in pixels at 1×, before they are compared: how one is hinted is no difference. */
const BLUR = 1.1

type Raster = { data: Buffer; width: number; height: number }

/** How much of the square that differs most differs, and where: what differs is red on the picture, once drawn. */
export type Difference = { share: number; draw: () => Promise<Buffer> }

/** Many pictures are compared with one reference, which takes as long to read and blur as to be compared with. */
const read = new Map<string, Promise<Buffer>>()
const blurred = new WeakMap<Buffer, Promise<Raster>>()

/** @throws Error where they are not of one size */
export async function differenceOf(
  made: Buffer,
  reference: Buffer,
  { scale }: { scale: number },
): Promise<Difference> {
  const [own, wanted] = await Promise.all([seen(made, scale), seenOnce(reference, scale)])
  const { width, height } = wanted
  if (own.width !== width || own.height !== height)
    throw new Error(
      `It is ${own.width} × ${own.height} pixels instead of ${width} × ${height}, so something else is on it.`,
    )
  const differing = Buffer.alloc(width * height * 4)
  const side = SIDE * scale
  const most = pixelmatch(own.data, wanted.data, differing, width, height, {
    threshold: DISTANCE,
    includeAA: true,
    windowSize: side,
  })
  const draw = () =>
    sharp(differing, { raw: { width, height, channels: 4 } })
      .png()
      .toBuffer()
  return { share: most / side ** 2, draw }
}

export function isLike({ share }: Difference): boolean {
  return share <= MOST_OF_A_SQUARE
}

export function referencePicture(name: string): Promise<Buffer> {
  const known = read.get(name) ?? readFile(join(FOLDER, `${name}.webp`))
  read.set(name, known)
  return known
}

export type Expected = {
  /** Which of the references. */
  like: string
  /** What was made, for the names of what is left behind. */
  called: string
  /** Pixels of both for one at 1×. */
  scale: number
  /** What of the reference it shows, from the upper left corner, in pixels at 1×. */
  part?: { w: number; h: number }
  /** The reference is made of this one, where references are renewed. */
  isSource?: boolean
}

/** Fails where a picture is not as its reference, and leaves both and what differs in test-results/differences. */
export async function expectLikeReference(
  made: Buffer,
  { like, called, scale, part, isSource = false }: Expected,
): Promise<void> {
  if (isSource && process.env['RENEW_REFERENCES']) await renew(made, like)
  const whole = await referencePicture(like)
  const reference = part ? await cornerOf(whole, { w: part.w * scale, h: part.h * scale }) : whole
  const found = await differenceOf(made, reference, { scale }).catch((error: Error) => error)
  if (!(found instanceof Error) && isLike(found)) return
  await leave(called, { made, reference, found })
  const why =
    found instanceof Error
      ? found.message
      : `${Math.round(found.share * 100)} % of a square differ.`
  expect.fail(`${called} is not like test/references/${like}.webp. ${why} See ${DIFFERENCES}.`)
}

/** The smaller of two ways to keep it; neither puts a colour as far from its own as `DISTANCE`. */
async function renew(made: Buffer, name: string): Promise<void> {
  await mkdir(FOLDER, { recursive: true })
  const picture = sharp(made).removeAlpha()
  const few = await picture.png({ palette: true, colours: 32, dither: 0 }).toBuffer()
  const files = await Promise.all([
    sharp(few).webp({ lossless: true, effort: 6 }).toBuffer(),
    sharp(made).removeAlpha().webp({ quality: 80, smartSubsample: true, effort: 6 }).toBuffer(),
  ])
  const [smallest] = files.toSorted((one, other) => one.length - other.length)
  if (smallest) await writeFile(join(FOLDER, `${name}.webp`), smallest)
  read.delete(name)
}

async function leave(
  called: string,
  { made, reference, found }: { made: Buffer; reference: Buffer; found: Difference | Error },
): Promise<void> {
  await mkdir(DIFFERENCES, { recursive: true })
  const stem = join(DIFFERENCES, called.replaceAll(/[^\w]+/g, '-'))
  await sharp(made).png().toFile(`${stem}-made.png`)
  await sharp(reference).png().toFile(`${stem}-reference.png`)
  if (!(found instanceof Error)) await writeFile(`${stem}-difference.png`, await found.draw())
}

function cornerOf(picture: Buffer, { w, h }: { w: number; h: number }): Promise<Buffer> {
  return sharp(picture).extract({ left: 0, top: 0, width: w, height: h }).png().toBuffer()
}

/** A reference is compared at its own scale alone. */
function seenOnce(reference: Buffer, scale: number): Promise<Raster> {
  const known = blurred.get(reference) ?? seen(reference, scale)
  blurred.set(reference, known)
  return known
}

async function seen(picture: Buffer, scale: number): Promise<Raster> {
  const { data, info } = await sharp(picture)
    .flatten({ background: '#ffffff' })
    .blur(BLUR * scale)
    .ensureAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true })
  return { data, width: info.width, height: info.height }
}
