import {
  useEditor,
  useValue,
  type Editor,
  type TLPageId,
  type TLRecord,
  type TLShape,
} from '@tldraw/tldraw'
import { useEffect, useLayoutEffect, useState } from 'react'
import type { Scene } from '../../../shared/briefing/scene.ts'
import { shownScene, type ShownScene } from '../../../shared/briefing/shown-scene.ts'
import { useOpenBoard } from '../board-provider.tsx'
import { cardsInFrame, type CardInFrame } from './cards-in-frame.ts'
import { StageCamera } from './stage-camera.ts'
import { useStage } from './stage-context.ts'

/**
 * Shows one scene, at one of its steps, on the canvas around it: page, camera and mask, what is hidden and dimmed,
 * where clips stand. It changes nothing on the board. Whoever follows a presenter shows the same with it.
 */
export function SceneOnStage({
  scene,
  step,
  onCards,
}: {
  scene: Scene
  step: number
  /** Hears which cards are shown, whenever that changes. */
  onCards?: (cards: readonly CardInFrame[]) => void
}) {
  const editor = useEditor()
  const board = useOpenBoard()
  const { hidden, isMoving } = useStage()
  const [camera, setCamera] = useState<StageCamera | null>(null)
  const [isDrawnNow] = useState(() => drawnFromNowOn(editor))
  const shown = useValue(
    'shown scene',
    () => shownScene(shapesAndBindings(editor), { scene, step, isDrawnNow }),
    [editor, scene, step, isDrawnNow],
  )
  useEffect(() => {
    const made = new StageCamera(editor, isMoving)
    // oxlint-disable-next-line react/set-state-in-effect -- it listens to the canvas, and must be made once
    setCamera(made)
    return () => {
      made.close()
      board.stage.set(null)
    }
  }, [editor, board, isMoving])
  useLayoutEffect(() => {
    hidden.set(shown.hidden)
    board.stage.set(shown)
  }, [board, hidden, shown])
  const { page, frame } = scene
  useLayoutEffect(() => {
    const isThere = editor.getPage(page as TLPageId) !== undefined
    if (isThere && editor.getCurrentPageId() !== page) editor.setCurrentPage(page as TLPageId)
    // Where its page is gone, the same place on another page is nothing of the scene.
    camera?.show(isThere ? frame : null)
  }, [editor, camera, page, frame])
  const cards = useValue('cards in frame', () => JSON.stringify(cardsInFrame(editor, shown)), [
    editor,
    shown,
  ])
  useEffect(() => {
    // Told once the canvas is on the scene's page.
    if (editor.getCurrentPageId() === page) onCards?.(JSON.parse(cards) as CardInFrame[])
  }, [editor, page, cards, onCards])
  return <Emphasis shown={shown} />
}

/** What a presenter draws is to be seen, though the scene makes others stand out. */
function drawnFromNowOn(editor: Editor): (shape: TLShape) => boolean {
  const before = new Set(
    editor.store.query
      .records('shape')
      .get()
      .map(({ id }) => id),
  )
  return ({ id, type }) => type === 'draw' && !before.has(id)
}

function shapesAndBindings(editor: Editor): TLRecord[] {
  const { query } = editor.store
  return [...query.records('shape').get(), ...query.records('binding').get()]
}

/** Ids hold letters, digits and a few signs that mean nothing in a string of CSS. */
function Emphasis({ shown: { dimmed, revealed } }: { shown: ShownScene }) {
  const dims = rule(dimmed, 'opacity: 0.14 !important; transition: opacity 0.35s ease;')
  const comes = rule(revealed, 'animation: stage-reveal 0.4s ease;')
  return <style>{dims + comes}</style>
}

function rule(ids: ReadonlySet<string>, body: string): string {
  if (ids.size === 0) return ''
  const which = [...ids].map((id) => `.stage-canvas [data-shape-id="${id}"]`)
  return `${which.join(',')} { ${body} }\n`
}
