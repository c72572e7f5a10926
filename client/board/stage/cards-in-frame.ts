import { Box, type Editor } from '@tldraw/tldraw'
import type { Frame } from '../../../shared/briefing/scene.ts'
import type { EvidenceId } from '../../../shared/evidence/kinds.ts'

/** A card that a scene shows. */
export type CardInFrame = {
  evidenceId: EvidenceId
  /** Where its clip was left on the board, seconds of media time. */
  mediaTimeS: number
}

/** The cards of the page that lie in a frame and are not hidden, as one reads: from the top, then from the left. */
export function cardsInFrame(
  editor: Editor,
  { frame, hidden }: { frame: Frame; hidden: ReadonlySet<string> },
): CardInFrame[] {
  const view = new Box(frame.x, frame.y, frame.w, frame.h)
  const found: (CardInFrame & { x: number; y: number })[] = []
  for (const shape of editor.getCurrentPageShapes()) {
    if (shape.type !== 'card' || hidden.has(shape.id)) continue
    const box = editor.getShapePageBounds(shape)
    if (!box?.collides(view)) continue
    const { evidenceId, mediaTimeS } = shape.props as unknown as CardInFrame
    found.push({ evidenceId, mediaTimeS, x: box.x, y: box.y })
  }
  return found
    .toSorted((a, b) => a.y - b.y || a.x - b.x)
    .map(({ evidenceId, mediaTimeS }) => ({ evidenceId, mediaTimeS }))
}
