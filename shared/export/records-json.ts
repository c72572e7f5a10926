import { zipSync } from 'fflate'
import type { BriefingWithScenes } from '../briefing/briefings.ts'
import { shapesOf } from './canvas-words.ts'
import {
  fileNameOf,
  type ExportedBoard,
  type ExportedBytes,
  type ExportedFile,
} from './exported-board.ts'
import { jsonCanvas, jsonCanvasOf } from './json-canvas.ts'

export type BoardWithBriefings = ExportedBoard & { briefings: readonly BriefingWithScenes[] }

/**
 * Everything on the board as it lies there: items, ties, shapes and bindings of the canvas, briefings. `nodes` says of
 * each node of the JSON Canvas which item it shows, `leftOut` which shapes have no place in it.
 */
export function recordsJson(board: BoardWithBriefings): ExportedFile {
  const { title, moment, at, evidence, ties, canvas, briefings } = board
  const { nodes, edges } = jsonCanvasOf(board)
  const drawn = new Set([...nodes, ...edges].map(({ id }) => id))
  const shapes = shapesOf(canvas)
  const shown = nodes.flatMap(({ id }): [string, string][] => {
    const shape = shapes.get(id)
    const item: unknown = shape && Reflect.get(shape.props, 'evidenceId')
    return typeof item === 'string' ? [[id, item]] : []
  })
  const records = {
    title,
    moment,
    at,
    evidence,
    ties,
    nodes: Object.fromEntries(shown),
    leftOut: [...shapes.keys()].filter((id) => !drawn.has(id)),
    briefings,
    canvas,
  }
  return {
    name: `${fileNameOf(board, 'records')}.json`,
    type: 'application/json',
    text: `${JSON.stringify(records, null, 2)}\n`,
  }
}

/** The canvas and beside it all that it has no room for, joined by the ids of nodes and edges. */
export function canvasZip(board: BoardWithBriefings): ExportedBytes {
  const encoded = (file: ExportedFile) => new TextEncoder().encode(file.text)
  const [canvas, records] = [jsonCanvas(board), recordsJson(board)]
  return {
    name: `${fileNameOf(board, 'canvas')}.zip`,
    type: 'application/zip',
    bytes: Uint8Array.from(
      zipSync({ [canvas.name]: encoded(canvas), [records.name]: encoded(records) }),
    ),
  }
}
