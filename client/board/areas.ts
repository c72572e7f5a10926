import type { Editor, TLShape } from '@tldraw/tldraw'
import type { EvidenceId } from '../../shared/evidence/kinds.ts'

/** A part of the board that is set apart on the canvas, with the items on it as one reads: down, then across. */
export type Area = { id: string; label: string; items: EvidenceId[] }

type Placed = { shape: TLShape; x: number; y: number; w: number; h: number }

/**
 * The panels of a board: frames, and rectangles behind cards. Each is called by its own name or by the uppermost
 * text on it; a card belongs to the smallest that holds its middle. From left to right, then downwards.
 */
export function areasOf(editor: Editor): Area[] {
  const placed = editor.getCurrentPageShapes().flatMap((shape): Placed[] => {
    const bounds = editor.getShapePageBounds(shape)
    return bounds ? [{ shape, x: bounds.x, y: bounds.y, w: bounds.w, h: bounds.h }] : []
  })
  const panels = placed
    .filter(({ shape }) => isPanel(shape))
    .toSorted((a, b) => a.w * a.h - b.w * b.h)
  const texts = placed.filter(({ shape }) => shape.type === 'text').toSorted((a, b) => a.y - b.y)
  const cards = new Map<Placed, Placed[]>()
  for (const card of placed) {
    if (card.shape.type !== 'card') continue
    const panel = panels.find((each) => holds(each, card))
    if (panel) cards.set(panel, [...(cards.get(panel) ?? []), card])
  }
  return [...cards]
    .filter(([, inside]) => inside.length > 1)
    .toSorted(([a], [b]) => a.x - b.x || a.y - b.y)
    .map(([panel, inside], at) => ({
      id: panel.shape.id,
      label: nameOf(panel, texts) ?? `${at + 1}`,
      items: [
        ...new Set(
          inside
            .toSorted((a, b) => a.y - b.y || a.x - b.x)
            .map(({ shape }) => (shape.props as unknown as { evidenceId: EvidenceId }).evidenceId),
        ),
      ],
    }))
}

function isPanel({ type, props }: TLShape): boolean {
  return type === 'frame' || (type === 'geo' && 'geo' in props && props.geo === 'rectangle')
}

function holds(panel: Placed, { x, y, w, h }: Placed): boolean {
  const [midX, midY] = [x + w / 2, y + h / 2]
  return (
    midX >= panel.x && midX <= panel.x + panel.w && midY >= panel.y && midY <= panel.y + panel.h
  )
}

function nameOf(panel: Placed, texts: readonly Placed[]): string | undefined {
  const { props } = panel.shape
  if ('name' in props && props.name.trim() !== '') return props.name.trim()
  const own = wordsIn(props)
  if (own !== '') return own
  const heading = texts.find((text) => holds(panel, text) && wordsIn(text.shape.props) !== '')
  return heading && wordsIn(heading.shape.props)
}

/** The plain words of rich text, in one line. */
function wordsIn(props: object): string {
  const words: string[] = []
  if ('richText' in props) collect(props.richText, words)
  return words.join(' ').replaceAll(/\s+/gu, ' ').trim()
}

function collect(node: unknown, words: string[]): void {
  if (typeof node !== 'object' || node === null) return
  if ('text' in node && typeof node.text === 'string') words.push(node.text)
  if ('content' in node && Array.isArray(node.content))
    for (const each of node.content) collect(each, words)
}
