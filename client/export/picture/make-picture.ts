import type { Evidence } from '../../../shared/evidence/kinds.ts'
import { valueOf } from '../../../shared/evidence/values.ts'
import { fileNameOf } from '../../../shared/export/exported-board.ts'
import { MOST_SOURCES } from '../../../shared/export/picture/picture-facts.ts'
import { presentedScenes } from '../../../shared/briefing/briefings.ts'
import { encoded, type EncodedPicture, type KnownFacts, type RasterFormat } from './encode.ts'
import { nameOfScene } from './name-of-scene.ts'
import { extensionOf, planOf } from './pieces.ts'
import { pictureMessages as words } from './picture-messages.ts'
import { paintPiece, type Work } from './raster.ts'
import { sketchOf, type Sketch, type Studio } from './studio.ts'
import type { PictureMoment, PictureWish } from './wish.ts'

export type MadePicture = {
  name: string
  /** SHA-256 of what can be seen on it. */
  pixels: string
  /** The files in it and the same of each, where it is a zip of several. */
  pieces: readonly { name: string; pixels: string }[]
  /** Items that are shown. */
  evidence: readonly Evidence[]
  /** Kinds of letters on it that this browser could not draw. */
  undrawn: readonly string[]
  /** The file, with every picture in it signed. */
  file: (sign: SignPicture) => Promise<Blob>
}

/** Gives a picture content credentials, or gives it back as it is. */
export type SignPicture = (picture: EncodedPicture) => Promise<Blob>

type Made = Omit<MadePicture, 'evidence' | 'undrawn'>

/**
 * Makes a picture of a moment. Null where there is nothing to show.
 *
 * @throws DOMException `AbortError` where it was given up
 */
export async function makePicture(
  studio: Studio,
  wish: PictureWish,
  work: Work,
): Promise<MadePicture | null> {
  if (wish.handout) return makeHandout(studio, wish, { ...wish.handout, work })
  const sketch = await sketchOf(studio, wish)
  if (!sketch) return null
  const { evidence } = sketch.motif
  const { undrawn } = sketch
  const facts = factsOf(studio.moment, evidence)
  const stem = stemOf(studio.moment, wish)
  if (wish.format === 'pdf') {
    const { makePdf } = await import('./pdf/make-pdf.ts')
    const page = { sketch, heading: wish.what, said: [] }
    const made = await makePdf(studio, { pages: [page], facts, scale: wish.scale, work })
    return { ...pdf(made, stem), evidence, undrawn }
  }
  if (wish.format === 'svg') {
    const { makeSvg } = await import('./make-svg.ts')
    const { blob, pixels } = await makeSvg(studio, { sketch, facts, work })
    // SVG takes no content credentials.
    const file = () => Promise.resolve(blob)
    return { name: `${stem}.svg`, pixels, pieces: [], file, evidence, undrawn }
  }
  const raster = { format: wish.format, scale: wish.scale, facts, work }
  return { ...(await makeRaster(studio, sketch, { ...raster, stem })), evidence, undrawn }
}

/** A page for each scene that is presented, and under it what is said to it. */
async function makeHandout(
  studio: Studio,
  wish: PictureWish,
  { briefingId, hasNotes, work }: { briefingId: string; hasNotes: boolean; work: Work },
): Promise<MadePicture | null> {
  const { makePdf } = await import('./pdf/make-pdf.ts')
  const briefing = studio.briefings.find(({ id }) => id === briefingId)
  if (!briefing) return null
  const pages = []
  for (const scene of presentedScenes(briefing)) {
    const shown = { kind: 'scene', id: scene.id } as const
    // oxlint-disable-next-line no-await-in-loop -- scene by scene
    const sketch = await sketchOf(studio, { ...wish, shown })
    const all = [
      { label: null, text: scene.description },
      ...(hasNotes ? [{ label: words.notesLabel, text: scene.notes }] : []),
    ]
    const said = all
      .map(({ label, text }) => ({ label, text: text.trim() }))
      .filter(({ text }) => text !== '')
    const heading = nameOfScene(scene, briefing.scenes)
    // oxlint-disable-next-line no-await-in-loop
    if (sketch) pages.push({ sketch: await withSaid(sketch, said, studio), heading, said })
  }
  if (pages.length === 0) return null
  const evidence = [...new Set(pages.flatMap(({ sketch }) => sketch.motif.evidence))]
  const facts = factsOf(studio.moment, evidence)
  const made = await makePdf(studio, { pages, facts, scale: wish.scale, work })
  const undrawn = [...new Set(pages.flatMap(({ sketch }) => sketch.undrawn))]
  return { ...pdf(made, stemOf(studio.moment, wish)), evidence, undrawn }
}

/** The words under a picture may have letters that those on it have not. */
async function withSaid(
  sketch: Sketch,
  said: readonly { text: string }[],
  { undrawnIn }: Studio,
): Promise<Sketch> {
  const more = await undrawnIn(said.map(({ text }) => text).join('\n'))
  const undrawn = [...new Set([...sketch.undrawn, ...more])]
  return { ...sketch, undrawn, legend: sketch.legend && { ...sketch.legend, undrawn } }
}

function pdf(made: { blob: Blob; pixels: string }, stem: string): Made {
  const { pixels } = made
  return {
    name: `${stem}.pdf`,
    pixels,
    pieces: [],
    file: (sign) => sign({ ...made, format: 'pdf' }),
  }
}

async function makeRaster(
  { pictures }: Studio,
  { motif, layout }: Sketch,
  {
    format,
    scale,
    facts,
    work,
    stem,
  }: {
    format: RasterFormat
    scale: number
    facts: KnownFacts
    work: Work
    stem: string
  },
): Promise<Made> {
  const plan = planOf(layout, { scale })
  const drawing = { pictures, motif, layout, scale }
  if (plan.is === 'pieces') {
    const { makePieces } = await import('./make-pieces.ts')
    const made = await makePieces(plan, { ...drawing, format, facts, work })
    return { ...made, name: `${stem}.zip` }
  }
  const canvas = await paintPiece({ x: 0, y: 0, w: plan.w, h: plan.h }, { ...drawing, work })
  const made = await encoded(canvas, { format, facts })
  canvas.width = 0
  return {
    name: `${stem}.${extensionOf(format)}`,
    pixels: made.pixels,
    pieces: [],
    file: (sign) => sign(made),
  }
}

export function factsOf(
  { boardId, title, seq, logHash, name, at }: PictureMoment,
  evidence: readonly Evidence[],
): KnownFacts {
  const hashes = evidence.flatMap((item) => valueOf(item, 'file', 'file')?.sha256 ?? [])
  const all = [...new Set(hashes)]
  const sources = all.slice(0, MOST_SOURCES)
  const moreSources = all.length - sources.length
  return { boardId, title, seq, logHash, moment: name, at, sources, moreSources }
}

function stemOf(moment: PictureMoment, { shown, what }: PictureWish): string {
  const part = shown.kind === 'board' ? 'board' : what
  return fileNameOf(moment, part.replaceAll(/[^\p{L}\p{M}\p{N}]+/gu, '-').replaceAll(/^-|-$/g, ''))
}
