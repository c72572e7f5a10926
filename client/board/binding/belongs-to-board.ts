import { canvasTypeNames } from '../../../shared/board/canvas-schema.ts'

/** Whether records of this type belong to the board rather than to one person's own view of it. */
export function belongsToBoard(typeName: string): boolean {
  return (canvasTypeNames as readonly string[]).includes(typeName)
}
