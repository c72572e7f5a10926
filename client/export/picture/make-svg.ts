import { escaped } from '../../../shared/export/markup.ts'
import { NO_HASH, withOwnHash } from '../../../shared/export/picture/file-hash.ts'
import { xmpOf } from '../../../shared/export/picture/picture-facts.ts'
import type { KnownFacts } from './encode.ts'
import { LEGEND_FAMILY } from './picture-fonts.ts'
import type { Work } from './raster.ts'
import type { Sketch, Studio } from './studio.ts'

/** Pictures on cards are held with this many pixels for one of the canvas: an SVG is made to be enlarged. */
const DETAIL = 2

/** A picture as SVG: drawing and legend in one, with words as words. Its fonts and pictures are inside. */
export async function makeSvg(
  { pictures }: Studio,
  { sketch: { motif, layout }, facts, work }: { sketch: Sketch; facts: KnownFacts; work: Work },
): Promise<{ blob: Blob; pixels: string }> {
  const drawn = await pictures.draw(motif, motif.area, { scale: DETAIL, wantsTexts: false })
  work.signal.throwIfAborted()
  work.onDone(1)
  const { colours } = pictures
  const { drawing, legend } = layout
  const inner = drawn?.svg.replace(/^<svg\b/, `<svg x="${drawing.x}" y="${drawing.y}"`) ?? ''
  const body = [
    `<rect width="${layout.w}" height="${layout.h}" fill="${colours.canvas}"/>`,
    inner,
    ...(legend
      ? [
          `<g transform="translate(${legend.x} ${legend.y})" font-family="${escaped(LEGEND_FAMILY)}">`,
          `<rect width="${legend.w}" height="${legend.h}" fill="${colours.surface}"/>`,
          ...legend.layout.runs.map(
            ({ text, x, y, size, isBold, tone }) =>
              `<text x="${rounded(x)}" y="${rounded(y)}" font-size="${rounded(size)}" font-weight="${isBold ? 600 : 400}" fill="${colours[tone]}">${escaped(text)}</text>`,
          ),
          '</g>',
        ]
      : []),
  ].join('\n')
  const xmp = xmpOf({ ...facts, pixels: NO_HASH, covers: 'file' })
  const svg = [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${layout.w}" height="${layout.h}" viewBox="0 0 ${layout.w} ${layout.h}">`,
    `<title>${escaped(`${facts.title}, ${facts.moment}`)}</title>`,
    `<metadata>${xmp.replaceAll(/<\?xpacket[^>]*\?>\n?/g, '')}</metadata>`,
    body,
    '</svg>',
    '',
  ].join('\n')
  const { bytes, hash } = withOwnHash(Uint8Array.from(new TextEncoder().encode(svg)), 'first')
  return { blob: new Blob([bytes], { type: 'image/svg+xml' }), pixels: hash }
}

function rounded(value: number): number {
  return Math.round(value * 100) / 100
}
