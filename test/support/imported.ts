import { expect } from 'vitest'
import * as Y from 'yjs'
import { tiesOf } from '../../shared/board/graph.ts'
import { createBoardDocument } from '../../shared/board/new-board.ts'
import { putImport, sizesOf } from '../../shared/board/put-import.ts'
import { readBoard } from '../../shared/board/sanitise.ts'
import type { ImportPlan } from '../../shared/imports/import-plan.ts'
import { readImport } from '../../shared/imports/read-import.ts'

/** The plan put on a new board as its clients see it: all of it is there, and nothing of it is set aside. */
export function boardOf(plan: ImportPlan) {
  const doc = new Y.Doc()
  Y.applyUpdate(doc, createBoardDocument())
  const corners = sizesOf(plan).map((_, index) => ({ x: index * 400, y: 0 }))
  putImport(doc, plan, { by: 'Mara', corners, at: { x: 0, y: 0 }, uploadOf: () => ({}) })
  const board = readBoard(doc)
  expect(board.setAside).toEqual([])
  const shapes = board.canvas.filter(({ typeName }) => typeName === 'shape')
  const planned = plan.records.filter(({ typeName }) => typeName === 'shape')
  if (planned.length > 0) expect(shapes.length).toBe(planned.length)
  expect(board.evidence.length).toBe(plan.evidence.length)
  const typesOf = (type: string) =>
    shapes.filter((shape) => 'type' in shape && String(shape.type) === type)
  return { ...board, shapes, typesOf, ties: tiesOf(board.canvas) }
}

export function read(text: string, name: string, beside?: ReadonlySet<string>): ImportPlan {
  const plan = readImport(text, { name, ...(beside && { beside }) })
  if (!plan) throw new Error(`${name} was not recognised`)
  return plan
}
