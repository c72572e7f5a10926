import { Box, type Editor, type TLShape } from '@tldraw/tldraw'
import { freeCentre, gridAround, type Place } from './ways-in-grid.ts'

const REVEAL_MS = 220

/** As near as there is room to where something was dropped, else to the middle of the view. */
export function placeOn(editor: Editor): Place {
  return {
    find: (sizes, at) => {
      const taken = editor.getCurrentPageShapes().flatMap((shape) => {
        const bounds = isCard(shape) ? editor.getShapePageBounds(shape) : undefined
        return bounds ? [{ x: bounds.x, y: bounds.y, w: bounds.w, h: bounds.h }] : []
      })
      const view = clearView(editor)
      const centre = at
        ? freeCentre(at, sizes, { taken })
        : freeCentre({ x: view.center.x, y: view.center.y }, sizes, { taken, view })
      return { corners: gridAround(centre, sizes), pageId: editor.getCurrentPageId() }
    },
    reveal: (boxes) => {
      const all = Box.Common(boxes.map(({ x, y, w, h }) => new Box(x, y, w, h)))
      const view = clearView(editor)
      const animation = { duration: REVEAL_MS * editor.user.getAnimationSpeed() }
      if (view.contains(all)) return
      if (all.w < view.w && all.h < view.h) editor.centerOnPoint(all.center, { animation })
      else editor.zoomToBounds(all, { inset: 96, animation })
    },
  }
}

/** What is seen of the page between the canvas's own bars, in page coordinates. */
function clearView(editor: Editor): Box {
  const { x, y, w, h } = editor.getViewportPageBounds()
  const px = 1 / editor.getZoomLevel()
  const [top, bottom, side] = [56 * px, 96 * px, 16 * px]
  if (w < 4 * side || h < 2 * (top + bottom)) return new Box(x, y, w, h)
  return new Box(x + side, y + top, w - 2 * side, h - top - bottom)
}

function isCard({ type }: TLShape): boolean {
  return type === 'card'
}
