import {
  layOutLegend,
  type LegendLayout,
  type Measure,
} from '../../../shared/export/picture/legend-layout.ts'
import type { Legend } from '../../../shared/export/picture/legend.ts'

type Size = { w: number; h: number }
type Box = Size & { x: number; y: number }

/** Where the drawing and the legend stand on a picture, in pixels of the canvas. */
export type PictureLayout = Size & { drawing: Box; legend: (Box & { layout: LegendLayout }) | null }

/** Pictures are looked at on a screen: a wider one is seen smaller than it is, and its legend is set larger. */
const SEEN_WIDTH = 2600
const LARGEST_FACTOR = 2.5
const NARROWEST_LEGEND = 440
/** A drawing this much taller than wide has its legend beside it. */
const TALL = 1.5

export function layOutPicture(
  { w, h }: Size,
  { legend, measure }: { legend: Legend | null; measure: Measure },
): PictureLayout {
  if (!legend) return { w, h, drawing: { x: 0, y: 0, w, h }, legend: null }
  const isBeside = h > w * TALL && h > 900
  const factor = Math.min(LARGEST_FACTOR, Math.max(1, (isBeside ? h : w) / SEEN_WIDTH))
  if (isBeside) {
    const legendW = Math.ceil(Math.max(NARROWEST_LEGEND * factor, w * 0.6))
    const layout = layOutLegend(legend, { w: legendW, factor, measure })
    const tall = Math.ceil(Math.max(h, layout.h))
    return {
      w: w + legendW,
      h: tall,
      drawing: { x: 0, y: 0, w, h },
      legend: { x: w, y: 0, w: legendW, h: tall, layout },
    }
  }
  const wide = Math.max(w, NARROWEST_LEGEND)
  const layout = layOutLegend(legend, { w: wide, factor, measure })
  const legendH = Math.ceil(layout.h)
  return {
    w: wide,
    h: h + legendH,
    drawing: { x: Math.floor((wide - w) / 2), y: 0, w, h },
    legend: { x: 0, y: h, w: wide, h: legendH, layout },
  }
}
