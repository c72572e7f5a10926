import { createTLSchema, defaultBindingSchemas, defaultShapeSchemas } from '@tldraw/tlschema'
import { cardShapeProps } from './card-shape.ts'

/** tldraw's own record types with our card added: the same on the server, in tests and in the browser. */
export const canvasSchema = createTLSchema({
  shapes: { ...defaultShapeSchemas, card: { props: cardShapeProps } },
  bindings: defaultBindingSchemas,
})

/** The canvas record types that belong to a board; the rest of tldraw's are one person's own. */
export const canvasTypeNames = ['document', 'page', 'shape', 'binding', 'asset'] as const
export type CanvasTypeName = (typeof canvasTypeNames)[number]
