import { createBindingId } from '@tldraw/tlschema'
import type { PlainRecord } from './codec.ts'
import { newId } from './edit.ts'

/** Where on a shape an arrow ends: shares of its width and height, from its top left corner. */
export type Anchor = { x: number; y: number }

export const middle: Anchor = { x: 0.5, y: 0.5 }

/** What ties one end of an arrow to a shape: to its middle, unless a place on it is named. */
export function arrowBinding({
  arrow,
  target,
  terminal,
  anchor,
}: {
  arrow: string
  target: string
  terminal: 'start' | 'end'
  anchor?: Anchor | undefined
}): PlainRecord {
  return {
    id: createBindingId(newId()),
    typeName: 'binding',
    type: 'arrow',
    fromId: arrow,
    toId: target,
    meta: {},
    props: {
      terminal,
      normalizedAnchor: anchor ?? middle,
      isExact: false,
      isPrecise: anchor !== undefined,
      snap: 'none',
    },
  }
}
