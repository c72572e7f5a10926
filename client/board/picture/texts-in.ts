/** A line of words on a drawing: where it stands, in pixels from the upper left corner, and where it leads. */
export type PlacedText = { text: string; x: number; y: number; w: number; h: number; href?: string }

/** The lines of every text on a drawing, as they are laid out in the page; what is cut off by its card is not there. */
export function textsIn(svg: SVGSVGElement): PlacedText[] {
  const origin = svg.getBoundingClientRect()
  const found: PlacedText[] = []
  const walker = document.createTreeWalker(svg, NodeFilter.SHOW_TEXT)
  const range = document.createRange()
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const element = node.parentElement
    const text = node.textContent ?? ''
    if (!element || text.trim() === '' || element.closest('style, defs')) continue
    const seen = boxSeen(element)
    const href = element.closest('a')?.getAttribute('href') ?? undefined
    for (const line of linesOf(text, node, range)) {
      const middle = { x: line.x + line.w / 2, y: line.y + line.h / 2 }
      if (seen && !holds(seen, middle)) continue
      found.push({
        ...line,
        x: line.x - origin.x,
        y: line.y - origin.y,
        ...(href !== undefined && { href }),
      })
    }
  }
  return found
}

/** The words of a text node, gathered line by line. */
function linesOf(text: string, node: Node, range: Range): PlacedText[] {
  const lines: PlacedText[] = []
  for (const { index, 0: word } of text.matchAll(/\S+/gu)) {
    range.setStart(node, index)
    range.setEnd(node, index + word.length)
    const { x, y, width, height } = range.getBoundingClientRect()
    if (width === 0 || height === 0) continue
    const line = lines.at(-1)
    if (line && Math.abs(line.y - y) < height / 2 && x >= line.x) {
      line.text += ` ${word}`
      line.w = x + width - line.x
      line.h = Math.max(line.h, height)
    } else lines.push({ text: word, x, y, w: width, h: height })
  }
  return lines
}

/** Where the innermost box that cuts its content off lets it be seen. */
function boxSeen(element: Element): DOMRect | null {
  for (let at: Element | null = element; at && !(at instanceof SVGElement); at = at.parentElement)
    if (getComputedStyle(at).overflowY === 'hidden') return at.getBoundingClientRect()
  return null
}

function holds(box: DOMRect, { x, y }: { x: number; y: number }): boolean {
  return x >= box.left && x <= box.right && y >= box.top && y <= box.bottom
}
