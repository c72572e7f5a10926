import { Box, type Editor, type TLShapeId } from '@tldraw/tldraw'
import { textsIn, type PlacedText } from './texts-in.ts'

/** A rectangle of the canvas, in its own pixels. */
export type PageArea = { x: number; y: number; w: number; h: number }

export type DrawnArea = {
  /** The drawing, which needs nothing else. One pixel of it is one of the canvas. */
  svg: string
  /** Where they are asked for: words on it and where they stand, from the area's upper left corner. */
  texts: PlacedText[]
}

/** Draws what lies in an area of the canvas. Only shapes of `ids` are drawn, with all that they hold. */
export async function drawArea(
  editor: Editor,
  {
    ids,
    area,
    isDark,
    wantsTexts,
  }: { ids: readonly TLShapeId[]; area: PageArea; isDark: boolean; wantsTexts: boolean },
): Promise<DrawnArea | null> {
  const inside = shapesIn(editor, ids, area)
  if (inside.length === 0) return null
  const drawn = await editor.getSvgElement(inside, {
    bounds: new Box(area.x, area.y, area.w, area.h),
    padding: 0,
    scale: 1,
    background: false,
    darkMode: isDark,
  })
  if (!drawn) return null
  keepLinesCut(drawn.svg)
  // It stands in the page until the next turn, and can be measured there.
  const texts = wantsTexts ? textsIn(drawn.svg) : []
  return { svg: new XMLSerializer().serializeToString(drawn.svg), texts }
}

/**
 * Words that gave way on a card stay cut by whole lines: a browser reports the box that does it under another name, and
 * tldraw leaves out that it hides what is over, for the card around it does so too.
 */
function keepLinesCut(svg: SVGSVGElement): void {
  for (const words of svg.querySelectorAll<HTMLElement>('[data-lines]')) {
    if (words.dataset['lines'] === '0' || words.dataset['givesWay'] === 'picture') continue
    words.style.setProperty('display', '-webkit-box')
    words.style.setProperty('overflow', 'hidden')
    words.style.setProperty('-webkit-box-orient', 'vertical')
    words.style.setProperty('-webkit-line-clamp', words.dataset['lines'] ?? '')
  }
}

/** Those of the shapes, and of what they hold, that reach into the area. */
export function shapesIn(editor: Editor, ids: readonly TLShapeId[], area: PageArea): TLShapeId[] {
  const box = new Box(area.x, area.y, area.w, area.h)
  return [...editor.getShapeAndDescendantIds([...ids])].filter((id) => {
    const bounds = editor.getShapeMaskedPageBounds(id)
    return bounds?.collides(box) ?? false
  })
}
