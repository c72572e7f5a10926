import type { LegendFont, Measure } from '../../../shared/export/picture/legend-layout.ts'

export const LEGEND_FAMILY = "'Source Sans 3 Variable', 'Source Sans 3', system-ui, sans-serif"

export function cssFont({ size, isBold }: LegendFont): string {
  return `${isBold ? 600 : 400} ${size}px ${LEGEND_FAMILY}`
}

/** Measures words as a canvas sets them, once the letters that they need are here. */
export async function legendMeasure(words: string): Promise<Measure> {
  await Promise.all(
    [true, false].map((isBold) => document.fonts.load(cssFont({ size: 16, isBold }), words)),
  )
  const context = document.createElement('canvas').getContext('2d')
  if (!context) throw new Error('There is no canvas to draw on')
  return (text, font) => {
    context.font = cssFont(font)
    return context.measureText(text).width
  }
}
