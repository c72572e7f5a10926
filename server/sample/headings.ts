import type * as Y from 'yjs'
import { addText, type CanvasColour } from '../../shared/board/canvas-actions.ts'
import { addArea } from '../../shared/board/area.ts'
import { panels } from './layout.ts'

const accents: readonly CanvasColour[] = [
  'red',
  'light-blue',
  'violet',
  'green',
  'orange',
  'black',
  'grey',
]

const heading = { size: 'xl', scale: 1.35, font: 'serif', isLocked: true } as const
const lesser = { size: 'm', scale: 1.4, isLocked: true } as const

/** A panel for each column, with its heading and a line that says what to look for. */
export function addPanels(doc: Y.Doc): void {
  panels().forEach(({ title, says, ...panel }, i) => {
    const [x, w] = [panel.x + 48, panel.w - 56]
    addArea(doc, panel, { color: 'grey', fill: 'semi' })
    addArea(doc, { ...panel, h: 16 }, { color: accents[i] ?? 'grey', fill: 'fill' })
    addText(doc, { ...heading, x, y: panel.y + 44, w, text: title })
    addText(doc, { ...lesser, x, y: panel.y + 140, w, text: says })
  })
}

export function addTitle(doc: Y.Doc): void {
  addText(doc, {
    x: 0,
    y: 0,
    w: 3500,
    text: 'Who is in Sergeyevka?',
    size: 'xl',
    scale: 4.3,
    font: 'serif',
    isLocked: true,
  })
  addText(doc, {
    x: 0,
    y: 262,
    w: 3450,
    text: 'A sample board: how one published visual investigation reasons, from two clips on Telegram to what nobody knows yet. Every hedge, gap and source of the article is kept.',
    size: 'l',
    scale: 1.7,
    isLocked: true,
  })
  addText(doc, {
    x: 0,
    y: 458,
    w: 3450,
    text: 'Nothing here is real footage: every picture was drawn by the project to stand in for what the article describes.',
    size: 'l',
    scale: 1.25,
    color: 'red',
    isLocked: true,
  })
}
