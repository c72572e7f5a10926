import {
  getArrowBindings,
  type Editor,
  type TLArrowShape,
  type TLShapeId,
  type VecLike,
} from '@tldraw/tldraw'
import type { Evidence, EvidenceId } from '../../../shared/evidence/kinds.ts'
import { regionsOf, type NumberedRegion } from '../../../shared/evidence/region-outline.ts'

export type End = 'start' | 'end'

/** Key of an arrow's meta that names the region which this end of it points to. */
const metaKeys = { start: 'fromRegion', end: 'toRegion' } as const

export type RegionEnd = { end: End; regions: NumberedRegion[]; region: string | null }

/** The ends of a string that lie on a picture with regions, and which of them each is bound to. */
export function regionEndsOf(
  editor: Editor,
  id: TLShapeId,
  evidenceOf: (id: EvidenceId) => Evidence | undefined,
): RegionEnd[] {
  const arrow = editor.getShape<TLArrowShape>(id)
  if (!arrow) return []
  const bindings = getArrowBindings(editor, arrow)
  return (['start', 'end'] as const).flatMap((end) => {
    const card = bindings[end] && editor.getShape(bindings[end].toId)
    const evidence =
      card?.type === 'card' &&
      evidenceOf((card.props as unknown as { evidenceId: EvidenceId }).evidenceId)
    const regions = evidence ? regionsOf(evidence) : []
    const region = arrow.meta[metaKeys[end]]
    return regions.length === 0
      ? []
      : [{ end, regions, region: typeof region === 'string' ? region : null }]
  })
}

/** Binds one end of a string to a region, or to the whole picture again, and anchors it where the region lies. */
export function setRegionEnd(
  editor: Editor,
  id: TLShapeId,
  { end, region }: { end: End; region: string | null },
): void {
  const arrow = editor.getShape<TLArrowShape>(id)
  const binding = arrow && getArrowBindings(editor, arrow)[end]
  if (!arrow || !binding) return
  const anchor = region === null ? null : placeOnCard(editor, binding.toId, region)
  editor.markHistoryStoppingPoint('region')
  editor.updateShape<TLArrowShape>({
    id,
    type: 'arrow',
    meta: { ...arrow.meta, [metaKeys[end]]: region },
  })
  editor.updateBinding({
    ...binding,
    props: {
      ...binding.props,
      normalizedAnchor: anchor ?? { x: 0.5, y: 0.5 },
      isPrecise: anchor !== null,
      isExact: anchor !== null,
    },
  })
}

/** Meta of a string that was turned round. */
export function turnedMeta({ fromRegion, toRegion, ...meta }: TLArrowShape['meta']) {
  return { ...meta, fromRegion: toRegion ?? null, toRegion: fromRegion ?? null }
}

/** Where a region is drawn on its card, as shares of the card; null while the card is not drawn. */
function placeOnCard(editor: Editor, card: TLShapeId, region: string): VecLike | null {
  const element = editor.getContainer().querySelector(`[data-shape-type="card"][id="${card}"]`)
  const mark = element?.querySelector(`[data-region="${CSS.escape(region)}"] polygon`)
  if (!element || !mark) return null
  const [whole, part] = [element.getBoundingClientRect(), mark.getBoundingClientRect()]
  if (whole.width === 0 || whole.height === 0) return null
  const share = (at: number) => Math.min(0.98, Math.max(0.02, at))
  return {
    x: share((part.left + part.width / 2 - whole.left) / whole.width),
    y: share((part.top + part.height / 2 - whole.top) / whole.height),
  }
}
