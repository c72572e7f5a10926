import { escaped } from '../../../shared/export/markup.ts'
import { NO_HASH, withOwnHash } from '../../../shared/export/picture/file-hash.ts'
import { xmpOf } from '../../../shared/export/picture/picture-facts.ts'
import type { LegendRun } from '../../../shared/export/picture/legend-layout.ts'
import type { Colours } from '../../board/picture/board-pictures.ts'
import type { KnownFacts } from './encode.ts'
import { hasLegendFaces, legendFaces } from './legend-faces.ts'
import { LEGEND_FAMILY } from './picture-fonts.ts'
import type { Work } from './raster.ts'
import type { Sketch, Studio } from './studio.ts'

/** Shapes that are drawn at once, as in other formats: the page stands still for as long as that takes. */
const SHAPES_AT_ONCE = 500

/** Pictures on cards are held with this many pixels for one of the canvas: an SVG is made to be enlarged. */
const DETAIL = 2

/** A picture as SVG: drawing and legend in one, with words as words. Its fonts and pictures are inside. */
export async function makeSvg(
  { pictures }: Studio,
  {
    sketch: { motif, layout, legend: sketched },
    facts,
    work,
  }: { sketch: Sketch; facts: KnownFacts; work: Work },
): Promise<{ blob: Blob; pixels: string }> {
  const layers: string[] = []
  const motifs = pictures.layers(motif, SHAPES_AT_ONCE)
  for (const layer of motifs) {
    // oxlint-disable-next-line no-await-in-loop -- layer by layer, so that the page lives
    const drawn = await pictures.draw(layer, motif.area, { scale: DETAIL, wantsTexts: false })
    work.signal.throwIfAborted()
    if (drawn) layers.push(drawn.svg)
    work.onDone(layers.length / motifs.length)
  }
  const { colours } = pictures
  const { drawing, legend } = layout
  const inner = withStylesOnce(layers)
    .map((svg) => svg.replace(/^<svg\b/, `<svg x="${drawing.x}" y="${drawing.y}"`))
    .join('\n')
  const faces = legend && !hasLegendFaces(inner) ? await legendFaces(JSON.stringify(sketched)) : ''
  const body = [
    `<rect width="${layout.w}" height="${layout.h}" fill="${colours.canvas}"/>`,
    inner,
    ...(legend
      ? [
          `<g transform="translate(${legend.x} ${legend.y})" font-family="${escaped(LEGEND_FAMILY)}">`,
          `<rect width="${legend.w}" height="${legend.h}" fill="${colours.surface}"/>`,
          ...legend.layout.runs.map((run) => lineOf(run, colours)),
          '</g>',
        ]
      : []),
  ].join('\n')
  const xmp = xmpOf({ ...facts, pixels: NO_HASH, covers: 'file' })
  const svg = [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${layout.w}" height="${layout.h}" viewBox="0 0 ${layout.w} ${layout.h}">`,
    `<title>${escaped(`${facts.title}, ${facts.moment}`)}</title>`,
    `<metadata>${xmp.replaceAll(/<\?xpacket[^>]*\?>\n?/g, '')}</metadata>`,
    ...(faces === '' ? [] : [`<style>${faces}</style>`]),
    body,
    '</svg>',
    '',
  ].join('\n')
  const { bytes, hash } = withOwnHash(Uint8Array.from(new TextEncoder().encode(svg)), 'first')
  return { blob: new Blob([bytes], { type: 'image/svg+xml' }), pixels: hash }
}

/** Each layer brings the fonts of all its words: those that one before it has are not said again. */
function withStylesOnce(layers: readonly string[]): string[] {
  const known = new Set<string>()
  return layers.map((svg) =>
    svg.replaceAll(/<style\b[^>]*>[^<]*<\/style>/g, (style) => {
      if (known.has(style)) return ''
      known.add(style)
      return style
    }),
  )
}

/** The left end is where a line that runs the other way ends. */
function lineOf({ text, dir, x, y, size, isBold, tone }: LegendRun, colours: Colours): string {
  const way = dir === 'rtl' ? ' direction="rtl" text-anchor="end"' : ''
  return `<text x="${rounded(x)}" y="${rounded(y)}"${way} font-size="${rounded(size)}" font-weight="${isBold ? 600 : 400}" fill="${colours[tone]}">${escaped(text)}</text>`
}

function rounded(value: number): number {
  return Math.round(value * 100) / 100
}
