import {
  BaseBoxShapeUtil,
  HTMLContainer,
  useEditor,
  useSvgExportContext,
  useValue,
  type TLResizeInfo,
  type TLShapeId,
  resizeBox,
} from '@tldraw/tldraw'
import { useSyncExternalStore } from 'react'
import { QUIET_EDIT } from '../../../shared/board/edit.ts'
import { cardShapeProps, type CardShape } from '../../../shared/board/card-shape.ts'
import { recordsOf } from '../../../shared/board/layout.ts'
import { kinds, type EvidenceId } from '../../../shared/evidence/kinds.ts'
import { EvidenceCard } from '../../evidence/evidence-card.tsx'
import { useOpenBoard, useSignal } from '../board-provider.tsx'
import type { OpenBoard } from '../open-board.ts'
import { noCardWords, type CardWords } from './card-words.ts'

/** Below this zoom a card's text cannot be read, and only its plate is drawn. */
const FAR_ZOOM = 0.15
/** Below this one its small print cannot, and it shows its title large. */
const DISTANT_ZOOM = 0.4
/** Holds the longest status, a line of words and that something is left out. */
const MIN_SIZE = { w: 200, h: 120 }

/** The picture of an item of evidence on the canvas. */
export class CardShapeUtil extends BaseBoxShapeUtil<CardShape> {
  static override type = 'card' as const
  static override props = cardShapeProps
  override options: { words: CardWords } = { words: noCardWords }

  override getDefaultProps(): CardShape['props'] {
    return { ...kinds.document.card, evidenceId: '', mediaTimeS: 0 }
  }

  override canEdit() {
    return false
  }

  override isAspectRatioLocked() {
    return false
  }

  override onResize(shape: CardShape, info: TLResizeInfo<CardShape>) {
    return resizeBox(shape, info, { minWidth: MIN_SIZE.w, minHeight: MIN_SIZE.h })
  }

  /** Goes to the clipboard. */
  override getText(shape: CardShape) {
    return this.options.words.text(shape.props.evidenceId)
  }

  /** Said to those who do not see the canvas when the card is chosen. */
  override getAriaDescriptor(shape: CardShape) {
    return this.options.words.line(shape.props.evidenceId)
  }

  override component(shape: CardShape) {
    return (
      <HTMLContainer className="board-card" data-card={shape.id}>
        <Card shape={shape} />
      </HTMLContainer>
    )
  }

  override indicator(shape: CardShape) {
    return <rect width={shape.props.w} height={shape.props.h} rx={8} ry={8} />
  }
}

function Card({ shape }: { shape: CardShape }) {
  const editor = useEditor()
  const board = useOpenBoard()
  const isExport = useSvgExportContext() !== null
  const isFar = useValue('is far', () => editor.getZoomLevel() < FAR_ZOOM, [editor])
  const isDistant = useValue('is distant', () => editor.getZoomLevel() < DISTANT_ZOOM, [editor])
  const isActive = useValue('is active', () => editor.getOnlySelectedShapeId() === shape.id, [
    editor,
    shape.id,
  ])
  const role = useSignal(board.role)
  const id = shape.props.evidenceId as EvidenceId
  const stage = useSignal(board.stage)
  const standsAtS = stage?.media.get(id)
  const evidence = useSyncExternalStore(board.evidence.subscribe, () => board.evidenceOf(id))
  if (isFar && !isExport)
    return <div className="board-card-far" data-kind={evidence?.kind ?? 'missing'} />
  return (
    <EvidenceCard
      evidence={evidence}
      boardId={board.session.boardId}
      isActive={isActive}
      isStill={isExport}
      isDistant={isDistant && !isExport}
      mediaTimeS={standsAtS ?? shape.props.mediaTimeS}
      // At its start a clip shows its poster, as on the board.
      isStanding={standsAtS !== undefined && standsAtS > 0}
      onGrow={
        role === 'viewer' || stage || shape.isLocked
          ? undefined
          : (byPx) => {
              editor.markHistoryStoppingPoint('grow card')
              editor.updateShape<CardShape>({
                id: shape.id,
                type: shape.type,
                props: { h: shape.props.h + Math.ceil(byPx) },
              })
            }
      }
      onMediaTime={
        role === 'viewer' || stage ? undefined : (seconds) => setMediaTime(board, shape.id, seconds)
      }
    />
  )
}

/** Where a clip was left is kept for pictures of the board; nobody wants to undo it. */
function setMediaTime(board: OpenBoard, id: TLShapeId, seconds: number): void {
  const { doc } = board.session
  const map = recordsOf(doc).get(id)
  const rest: unknown = map?.get('rest')
  if (!map || typeof rest !== 'object' || !Number.isFinite(seconds) || seconds < 0) return
  doc.transact(
    () => map.set('rest', { ...rest, mediaTimeS: Math.round(seconds * 1000) / 1000 }),
    QUIET_EDIT,
  )
}
