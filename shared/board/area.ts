import { toRichText, type TLDefaultColorStyle } from '@tldraw/tlschema'
import type * as Y from 'yjs'
import { addShape } from './canvas-actions.ts'

/** Canvas pixels. */
type Box = { x: number; y: number; w: number; h: number }

/** A locked rectangle behind the cards. */
export function addArea(
  doc: Y.Doc,
  { x, y, w, h }: Box,
  {
    color,
    fill,
    dash = 'solid',
    opacity = 1,
  }: { color: TLDefaultColorStyle; fill: string; dash?: string; opacity?: number },
): void {
  addShape(doc, {
    type: 'geo',
    x,
    y,
    isLocked: true,
    opacity,
    props: geoProps({ geo: 'rectangle', color, fill, dash, w, h }),
  })
}

/** Everything that a plain shape without words needs. */
export function geoProps(own: {
  geo: string
  color: TLDefaultColorStyle
  fill: string
  dash: string
  w: number
  h: number
}) {
  return {
    labelColor: 'black',
    size: 's',
    font: 'sans',
    align: 'middle',
    verticalAlign: 'middle',
    richText: toRichText(''),
    url: '',
    growY: 0,
    scale: 1,
    ...own,
  }
}
