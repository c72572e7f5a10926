import { react } from '@tldraw/state'
import {
  Box,
  type Editor,
  type TLBinding,
  type TLPageId,
  type TLShape,
  type TLShapeId,
} from '@tldraw/tldraw'
import { plainTextOf } from '../../shared/board/rich-text.ts'
import type { SceneView } from '../../shared/briefing/actions.ts'
import type { Frame, Scene } from '../../shared/briefing/scene.ts'
import { shownScene } from '../../shared/briefing/shown-scene.ts'
import type { EvidenceId } from '../../shared/evidence/kinds.ts'
import { titleOf } from '../../shared/evidence/wording.ts'
import type { CanvasView, Outline } from './board-handle.ts'
import { messages } from './board-messages.ts'
import type { OpenBoard } from './open-board.ts'

/** The canvas as scenes are made of it and shown on it, for panels that know nothing of tldraw. */
export function canvasViewOf(board: OpenBoard): CanvasView {
  return {
    isThere: { subscribe: board.editor.subscribe, get: () => board.editor.get() !== null },
    selected: { subscribe: board.selectedShapes.subscribe, get: board.selectedShapes.get },
    inView: () => {
      const editor = board.editor.get()
      return editor ? viewOn(board, editor, editor.getViewportPageBounds()) : null
    },
    ofSelection: () => {
      const editor = board.editor.get()
      const bounds = editor?.getSelectionPageBounds()
      return editor && bounds ? viewOn(board, editor, bounds.clone().expandBy(MARGIN)) : null
    },
    show: (scene) => {
      const editor = board.editor.get()
      if (editor) showView(editor, scene)
    },
    outline: (frame) => board.outlined.set(frame),
    outlineOf: (scene, step = Infinity) => {
      const editor = board.editor.get()
      return editor ? outlineOf(editor, scene, step) : null
    },
    has: (shapeId) => board.canvas.get()?.store.has(shapeId as TLShapeId) ?? false,
    withGrouped: (ids) => {
      const editor = board.editor.get()
      return editor ? withGrouped(editor, ids) : [...ids]
    },
    outermost: (ids) => {
      const editor = board.editor.get()
      return editor ? outermost(editor, ids) : ids
    },
    nameOf: (shapeId) => nameOf(board, shapeId),
    selectShapes: (ids) => {
      const editor = board.editor.get()
      const there = ids.flatMap((id) => editor?.getShape(id as TLShapeId)?.id ?? [])
      editor?.select(...there)
    },
  }
}

/** Around what was selected, page pixels. */
const MARGIN = 40
/** Nothing is shown from nearer than this: a frame of a few pixels was a slip. */
const LEAST = 40

/** Tells which shapes are selected; the array is the same until that changes. */
export function watchSelectedShapes(editor: Editor, board: OpenBoard): () => void {
  const stop = react('selected shapes', () =>
    board.selectedShapes.set(editor.getSelectedShapeIds()),
  )
  return () => {
    stop()
    board.selectedShapes.set([])
  }
}

function viewOn(board: OpenBoard, editor: Editor, { x, y, w, h }: Box): SceneView {
  return {
    page: editor.getCurrentPageId(),
    frame: {
      x: Math.round(x),
      y: Math.round(y),
      w: Math.max(LEAST, Math.round(w)),
      h: Math.max(LEAST, Math.round(h)),
    },
    media: mediaIn(board, editor, new Box(x, y, w, h)),
  }
}

/** Where the clips in view stand: at their start too, for somebody may play them on before they are presented. */
function mediaIn(board: OpenBoard, editor: Editor, bounds: Box): Record<string, number> {
  const media: Record<string, number> = {}
  for (const shape of editor.getCurrentPageShapes()) {
    if (shape.type !== 'card') continue
    const { evidenceId, mediaTimeS } = shape.props as unknown as {
      evidenceId: EvidenceId
      mediaTimeS: number
    }
    const own = editor.getShapePageBounds(shape)
    const isClip = board.evidenceOf(evidenceId)?.kind === 'video'
    if (isClip && own && bounds.collides(own)) media[evidenceId] = mediaTimeS
  }
  return media
}

function showView(editor: Editor, { page, frame }: Pick<Scene, 'page' | 'frame'>): void {
  const pageId = page as TLPageId
  if (editor.getPage(pageId) && editor.getCurrentPageId() !== pageId) editor.setCurrentPage(pageId)
  const isStill = matchMedia('(prefers-reduced-motion: reduce)').matches
  editor.zoomToBounds(new Box(frame.x, frame.y, frame.w, frame.h), {
    inset: 24,
    animation: { duration: isStill ? 0 : 320 },
  })
}

/** Shapes of the frame that are drawn in an outline; more say nothing in a small picture. */
const MOST_OUTLINED = 400

type Outlined = { shapes: unknown; bindings: unknown; outline: Outline }

/** A list of scenes asks for the outlines of all whenever anything in it changes: each is the same until the canvas or the scene is another. */
const outlines = new WeakMap<Scene, Map<number, Outlined>>()

function outlineOf(editor: Editor, scene: Scene, step: number): Outline {
  const shapes = editor.store.query.records('shape').get()
  const bindings = editor.store.query.records('binding').get()
  const ofScene = outlines.get(scene) ?? new Map<number, Outlined>()
  const known = ofScene.get(step)
  if (known?.shapes === shapes && known.bindings === bindings) return known.outline
  const outline = outlineAmong(editor, { shapes, bindings, scene, step })
  outlines.set(scene, ofScene.set(step, { shapes, bindings, outline }))
  return outline
}

function outlineAmong(
  editor: Editor,
  {
    shapes,
    bindings,
    scene,
    step,
  }: { shapes: TLShape[]; bindings: TLBinding[]; scene: Scene; step: number },
): Outline {
  const shown = shownScene([...shapes, ...bindings], { scene, step })
  const frame = new Box(scene.frame.x, scene.frame.y, scene.frame.w, scene.frame.h)
  const page = scene.page as TLPageId
  const inFrame = [...editor.getPageShapeIds(page)].flatMap((id) => {
    const shape = editor.getShape(id)
    const bounds = shape && editor.getShapePageBounds(shape)
    const isShown =
      shape && bounds && shape.type !== 'group' && !shown.hidden.has(id) && frame.collides(bounds)
    return isShown ? [outlined(shape, bounds, shown.dimmed)] : []
  })
  return { frame: scene.frame, shapes: inFrame.slice(0, MOST_OUTLINED) }
}

function outlined(
  { id, type }: TLShape,
  { x, y, w, h }: Frame,
  dimmed: ReadonlySet<string>,
): Outline['shapes'][number] {
  return { id, x, y, w, h, kind: type, isDimmed: dimmed.has(id) }
}

function withGrouped(editor: Editor, ids: readonly string[]): string[] {
  const all = new Set<string>()
  const add = (id: string) => {
    all.add(id)
    if (editor.getShape(id as TLShapeId)?.type !== 'group') return
    for (const child of editor.getSortedChildIdsForParent(id as TLShapeId)) add(child)
  }
  for (const id of ids) add(id)
  return [...all]
}

function outermost(editor: Editor, ids: readonly string[]): string[] {
  const named = new Set(ids)
  return ids.filter((id) => {
    const shape = editor.getShape(id as TLShapeId)
    const parent = shape && editor.getShape(shape.parentId)
    return parent?.type !== 'group' || !named.has(parent.id)
  })
}

function nameOf(board: OpenBoard, shapeId: string): string {
  const shape = board.editor.get()?.getShape(shapeId as TLShapeId)
  if (!shape) return messages.shapes.gone
  const props: Record<string, unknown> = { ...shape.props }
  if (shape.type === 'card') {
    const evidence = board.evidenceOf(props['evidenceId'] as EvidenceId)
    return evidence ? titleOf(evidence) : messages.shapes.card
  }
  const text = plainTextOf(props['richText']) || props['text'] || props['name']
  const words = typeof text === 'string' ? text.trim().replaceAll(/\s+/gu, ' ') : ''
  const called = messages.shapes.types[shape.type] ?? messages.shapes.other
  return words === '' ? called : `${called}: ${words.slice(0, 60)}`
}
