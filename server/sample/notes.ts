import type * as Y from 'yjs'
import { addText, type CanvasColour, type ShapeId } from '../../shared/board/canvas-actions.ts'
import { cardPlaces } from './layout.ts'

/** Remarks in the margin, each beside a card: what a reader should not miss. */
const notes: readonly {
  beside: string
  /** From the card's top left corner. */
  by: { x: number; y: number }
  /** Where it may be wider than the card. */
  w?: number
  text: string
  color: CanvasColour
}[] = [
  {
    beside: 'windows-outside',
    by: { x: 0, y: 440 },
    w: 520,
    color: 'violet',
    text: 'Walk the string from clip 3: windows inside, windows outside, the building, the barracks, clip 2. Every step resembles or depicts. None proves.',
  },
  {
    beside: 'activity',
    by: { x: 0, y: 300 },
    color: 'green',
    text: 'No provider, no dates. The gap is part of the finding.',
  },
  {
    beside: 'three-thousand',
    by: { x: 0, y: 386 },
    color: 'orange',
    text: 'Two figures, two days, two scopes: beside each other, not against each other. Three governments need not be three sources.',
  },
]

/** @returns their shapes, by the key of the item beside which they stand */
export function addNotes(doc: Y.Doc): Map<string, ShapeId> {
  const places = cardPlaces()
  return new Map(
    notes.map(({ beside, by, w, text, color }) => {
      const card = places.get(beside)
      if (!card) throw new Error(`The sample board has no card ${beside}`)
      const [x, y] = [card.x + by.x, card.y + by.y]
      const look = { color, font: 'serif', size: 'm', scale: 1.35 } as const
      return [beside, addText(doc, { x, y, w: w ?? card.w, text, ...look })]
    }),
  )
}
