import type { Evidence } from '../../../shared/evidence/kinds.ts'
import { valueOf } from '../../../shared/evidence/values.ts'
import { fileNameOf } from '../../../shared/export/exported-board.ts'
import type { PictureFacts } from '../../../shared/export/picture/picture-facts.ts'
import { encoded, type RasterFormat } from './encode.ts'
import { extensionOf, planOf } from './pieces.ts'
import { paintPiece, type Work } from './raster.ts'
import { sketchOf, type Sketch, type Studio } from './studio.ts'
import type { PictureMoment, PictureWish } from './wish.ts'

export type MadePicture = {
  name: string
  blob: Blob
  /** SHA-256 of what can be seen on it. */
  pixels: string
  /** Items that are shown. */
  evidence: readonly Evidence[]
}

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
  const sketch = await sketchOf(studio, wish)
  if (!sketch) return null
  const { evidence } = sketch.motif
  const facts = factsOf(studio.moment, evidence)
  const stem = stemOf(studio.moment, wish)
  if (wish.format === 'pdf') {
    const { makePdf } = await import('./pdf/make-pdf.ts')
    const page = { wish, sketch, heading: wish.what, notes: '' }
    const made = await makePdf(studio, { pages: [page], facts, scale: wish.scale, work })
    return { ...made, name: `${stem}.pdf`, evidence }
  }
  if (wish.format === 'svg') {
    const { makeSvg } = await import('./make-svg.ts')
    return { ...(await makeSvg(studio, { sketch, facts, work })), name: `${stem}.svg`, evidence }
  }
  const raster = { format: wish.format, scale: wish.scale, facts, work }
  return { ...(await makeRaster(studio, sketch, { ...raster, stem })), evidence }
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
    facts: Omit<PictureFacts, 'pixels'>
    work: Work
    stem: string
  },
): Promise<{ name: string; blob: Blob; pixels: string }> {
  const plan = planOf(layout, { scale })
  const drawing = { pictures, motif, layout, scale }
  if (plan.is === 'pieces') {
    const { makePieces } = await import('./make-pieces.ts')
    const made = await makePieces(plan, { ...drawing, format, facts, work })
    return { ...made, name: `${stem}.zip` }
  }
  const canvas = await paintPiece({ x: 0, y: 0, w: plan.w, h: plan.h }, { ...drawing, work })
  const made = await encoded(canvas, { format, facts })
  return { ...made, name: `${stem}.${extensionOf(format)}` }
}

export function factsOf(
  { boardId, title, seq, logHash, name, at }: PictureMoment,
  evidence: readonly Evidence[],
): Omit<PictureFacts, 'pixels'> {
  const sources = evidence.flatMap((item) => valueOf(item, 'file', 'file')?.sha256 ?? [])
  return { boardId, title, seq, logHash, moment: name, at, sources: [...new Set(sources)] }
}

function stemOf(moment: PictureMoment, { shown, what }: PictureWish): string {
  const part = shown.kind === 'board' ? 'board' : what
  return fileNameOf(moment, part.replaceAll(/[^\p{L}\p{N}]+/gu, '-').replaceAll(/^-|-$/g, ''))
}
