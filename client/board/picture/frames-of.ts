import type { OpenBoard } from '../open-board.ts'

/** The frames on a board's canvas by name, as they lie from left to right, and then downwards. */
export function framesOf(board: OpenBoard): { id: string; name: string }[] {
  const frames = (board.canvas.get()?.view.canvas() ?? []).flatMap((record) => {
    if (record.typeName !== 'shape' || record.type !== 'frame') return []
    const { name } = record.props as { name: string }
    return [{ id: record.id, name, x: record.x, y: record.y }]
  })
  return frames
    .toSorted((a, b) => a.x - b.x || a.y - b.y)
    .map(({ id, name }, at) => ({ id, name: name.trim() || `Frame ${at + 1}` }))
}

/** What is selected on the canvas. Not live. */
export function selectedShapes(board: OpenBoard): string[] {
  return board.editor.get()?.getSelectedShapeIds() ?? []
}
