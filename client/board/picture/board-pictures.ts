import type { QueryClient } from '@tanstack/react-query'
import type { Editor, TLShapeId } from '@tldraw/tldraw'
import type { Evidence, EvidenceId } from '../../../shared/evidence/kinds.ts'
import type { Scene } from '../../../shared/briefing/scene.ts'
import { shownScene, type ShownScene } from '../../../shared/briefing/shown-scene.ts'
import { wordsOn } from '../../../shared/export/canvas-words.ts'
import { stepsOf } from '../../../shared/briefing/steps.ts'
import { keepsHidden } from '../../evidence/keeps-hidden.ts'
import type { OpenBoard } from '../open-board.ts'
import { drawArea, shapesIn, type DrawnArea, type PageArea } from './draw-area.ts'
import { PictureStage } from './on-stage.ts'
import { openPictureEditor } from './picture-editor.ts'
import { prepareDrawing } from './prepare-drawing.ts'

/** What of a board a picture shows. */
export type Shown =
  | { kind: 'board' }
  | { kind: 'frame'; id: string }
  | { kind: 'selection'; ids: readonly string[] }
  /** A scene of a briefing, as it stands once all its steps are taken. */
  | { kind: 'scene'; id: string }
  /** A scene as it stands when so many of its steps are taken, though the board may not have it. */
  | { kind: 'step'; scene: Scene; step: number }

/** A part of the canvas that is to be drawn. */
export type Motif = {
  area: PageArea
  ids: readonly TLShapeId[]
  /** Items whose cards are on it, as one reads: down, then across. */
  evidence: readonly Evidence[]
  /** What a scene hides and dims; null for what is no scene. */
  staged: ShownScene | null
}

export type Colours = {
  canvas: string
  surface: string
  ink: string
  soft: string
  line: string
  doubt: string
}

export type BoardPictures = {
  /** Null where nothing is there to show. */
  motif: (shown: Shown) => Motif | null
  /** Draws a rectangle of a motif, to be shown at a scale; null where nothing of it lies there. One after the other. */
  draw: (
    motif: Motif,
    area: PageArea,
    how: { scale: number; wantsTexts: boolean },
  ) => Promise<DrawnArea | null>
  /** What people wrote on it beside the cards: texts, notes, names of frames, words on string. */
  words: (motif: Motif) => string[]
  /** How many shapes reach into its area. */
  count: (motif: Motif) => number
  /** Parts of a motif with so many shapes or few more, from the lowest to the topmost; what a frame holds stays in it. */
  layers: (motif: Motif, most: number) => Motif[]
  /** Whether something on it lies behind a curtain, unless that was asked to be shown. */
  keepsHidden: (motif: Motif) => boolean
  colours: Colours
  /** Says that the board has become another: nothing that was drawn of it is handed out again. */
  forget: () => void
  /** What could not be drawn so far, a sentence each. */
  missing: ReadonlySet<string>
  close: () => void
}

/** tldraw takes a drawing after two minutes whatever it lacks: none leaves as if it were whole. */
const TOO_LONG =
  'Bringing in what its cards show took more than two minutes. Try again, or take a frame or a selection of it.'

type Own = {
  editor: Editor | null
  scale: number
  /** Whether the last drawing was taken with all that its cards show. */
  isWhole: boolean
}

/** Room around what is shown, where it is not a frame, in pixels of the canvas. */
const MARGIN = 40

/** Makes pictures of an open board, whose canvas may be on show or not: a second one is laid over the same records. */
export async function openBoardPictures(
  board: OpenBoard,
  options: { queries: QueryClient; isDark: boolean; showsSensitive: boolean },
): Promise<BoardPictures> {
  const { queries, isDark, showsSensitive } = options
  const missing = new Set<string>()
  const own: Own = { editor: null, scale: 1, isWhole: true }
  /** The last drawing: what a preview was made of is often what is saved next. */
  let kept: { key: string; scale: number; hasTexts: boolean; drawn: DrawnArea | null } | null = null
  const stage = new PictureStage()
  const { editor, close } = await openPictureEditor(board, {
    isHidden: stage.isHidden,
    queries,
    isDark,
    showsSensitive,
    prepare: async (svg) => {
      if (!own.editor) return
      own.isWhole = false
      await prepareDrawing(svg, {
        editor: own.editor,
        board,
        queries,
        scale: own.scale,
        onMissing: (sentence) => missing.add(sentence),
      })
      own.isWhole = true
    },
  })
  own.editor = editor
  const draw: BoardPictures['draw'] = async (motif, area, { scale, wantsTexts }) => {
    const { staged } = motif
    const asStaged = staged && [[...staged.dimmed], [...staged.hidden], [...staged.media]]
    const key = JSON.stringify([area, motif.ids, asStaged])
    if (kept?.key === key && kept.scale >= scale && (kept.hasTexts || !wantsTexts))
      return kept.drawn
    own.scale = scale
    kept = null
    const drawn = await stage.during(motif.staged, { editor, board }, () =>
      drawArea(editor, { ids: motif.ids, area, isDark, wantsTexts }),
    )
    if (!own.isWhole) throw new Error(TOO_LONG)
    kept = { key, scale, hasTexts: wantsTexts, drawn }
    return drawn
  }
  let turn: Promise<unknown> = Promise.resolve()
  return {
    motif: (shown) => motifOf(editor, board, shown),
    draw: (...wanted) => {
      const drawn = turn.then(() => draw(...wanted))
      turn = drawn.catch(() => null)
      return drawn
    },
    words: (motif) => wordsIn(editor, motif),
    count: ({ ids, area }) => shapesIn(editor, ids, area).length,
    layers: (motif, most) =>
      layersOf(motif, {
        most,
        count: (id) => editor.getShapeAndDescendantIds([id]).size,
      }),
    keepsHidden: ({ evidence }) =>
      evidence.some((item) => keepsHidden(item, (id) => board.evidenceOf(id))),
    colours: coloursOf(editor.getContainer()),
    forget: () => {
      kept = null
    },
    missing,
    close,
  }
}

function motifOf(editor: Editor, board: OpenBoard, shown: Shown): Motif | null {
  if (shown.kind === 'scene') {
    const scene = sceneOf(board, shown.id)
    return scene ? sceneMotif(editor, board, { scene, step: stepsOf(scene).length }) : null
  }
  if (shown.kind === 'step') return sceneMotif(editor, board, shown)
  const ids = idsOf(editor, shown)
  const area = areaOf(editor, ids, shown)
  if (ids.length === 0 || !area) return null
  return { area, ids, evidence: evidenceIn(editor, board, { ids, area }), staged: null }
}

function layersOf(
  motif: Motif,
  { most, count }: { most: number; count: (id: TLShapeId) => number },
): Motif[] {
  const layers: { ids: TLShapeId[]; size: number }[] = []
  for (const id of motif.ids) {
    const last = layers.at(-1)
    if (last && last.size < most) {
      last.ids.push(id)
      last.size += count(id)
    } else layers.push({ ids: [id], size: count(id) })
  }
  return layers.map(({ ids }) => ({ ...motif, ids }))
}

function sceneOf(board: OpenBoard, id: string): Scene | undefined {
  return board.briefings
    .get()
    .flatMap(({ scenes }) => scenes)
    .find((each) => each.id === id)
}

function sceneMotif(
  editor: Editor,
  board: OpenBoard,
  { scene, step }: { scene: Scene; step: number },
): Motif | null {
  // A canvas of ours has one page; of another one, which some other program made, no wrong picture is taken.
  if (scene.page !== editor.getCurrentPageId()) return null
  const { query } = editor.store
  const records = [...query.records('shape').get(), ...query.records('binding').get()]
  const staged = shownScene(records, { scene, step })
  const { x, y, w, h } = scene.frame
  const area = { x: Math.floor(x), y: Math.floor(y), w: Math.ceil(w), h: Math.ceil(h) }
  const there = editor.getCurrentPageShapesSorted().filter((each) => !staged.hidden.has(each.id))
  const seen = there.map((each) => each.id)
  const onPage = there.filter(({ parentId }) => parentId === editor.getCurrentPageId())
  return {
    area,
    ids: onPage.map((each) => each.id),
    evidence: evidenceIn(editor, board, { ids: seen, area, isAlone: true }),
    staged,
  }
}

function idsOf(editor: Editor, shown: Exclude<Shown, { kind: 'scene' | 'step' }>): TLShapeId[] {
  const all = editor.getCurrentPageShapesSorted()
  switch (shown.kind) {
    case 'board':
      return all
        .filter(({ parentId }) => parentId === editor.getCurrentPageId())
        .map(({ id }) => id)
    case 'frame':
      return all.filter(({ id }) => id === shown.id).map(({ id }) => id)
    case 'selection': {
      const chosen = new Set(shown.ids)
      return all.filter(({ id }) => chosen.has(id)).map(({ id }) => id)
    }
  }
}

function areaOf(editor: Editor, ids: readonly TLShapeId[], shown: Shown): PageArea | null {
  const boxes = [...editor.getShapeAndDescendantIds([...ids])].flatMap(
    (id) => editor.getShapeMaskedPageBounds(id) ?? [],
  )
  if (boxes.length === 0) return null
  const margin = shown.kind === 'frame' ? 0 : MARGIN
  const left = Math.floor(Math.min(...boxes.map(({ minX }) => minX)) - margin)
  const top = Math.floor(Math.min(...boxes.map(({ minY }) => minY)) - margin)
  const right = Math.ceil(Math.max(...boxes.map(({ maxX }) => maxX)) + margin)
  const bottom = Math.ceil(Math.max(...boxes.map(({ maxY }) => maxY)) + margin)
  return { x: left, y: top, w: Math.max(1, right - left), h: Math.max(1, bottom - top) }
}

function evidenceIn(
  editor: Editor,
  board: OpenBoard,
  {
    ids,
    area,
    isAlone = false,
  }: {
    ids: readonly TLShapeId[]
    area: PageArea
    /** Without what they hold. */ isAlone?: boolean
  },
): Evidence[] {
  const among = isAlone ? ids : [...editor.getShapeAndDescendantIds([...ids])]
  const cards = among.flatMap((id) => {
    const shape = editor.getShape(id)
    const bounds = editor.getShapeMaskedPageBounds(id)
    if (shape?.type !== 'card' || !bounds || !reaches(bounds, area)) return []
    const { evidenceId } = shape.props as unknown as { evidenceId: EvidenceId }
    return [{ evidenceId, x: bounds.x, y: bounds.y }]
  })
  const inOrder = cards.toSorted((a, b) => a.y - b.y || a.x - b.x)
  return [...new Set(inOrder.map(({ evidenceId }) => evidenceId))].flatMap(
    (id) => board.evidenceOf(id) ?? [],
  )
}

function wordsIn(editor: Editor, { ids, area, staged }: Motif): string[] {
  return shapesIn(editor, ids, area).flatMap((id) => {
    const shape = editor.getShape(id)
    const words = shape && !staged?.hidden.has(id) ? wordsOn(shape) : ''
    return words === '' ? [] : [words]
  })
}

function reaches(
  { minX, minY, maxX, maxY }: { minX: number; minY: number; maxX: number; maxY: number },
  { x, y, w, h }: PageArea,
): boolean {
  return minX < x + w && maxX > x && minY < y + h && maxY > y
}

function coloursOf(container: HTMLElement): Colours {
  const styles = getComputedStyle(container)
  const colour = (name: string) => styles.getPropertyValue(name).trim()
  return {
    canvas: colour('--color-background'),
    surface: colour('--rs-surface'),
    ink: colour('--rs-ink'),
    soft: colour('--rs-ink-soft'),
    line: colour('--rs-line'),
    doubt: colour('--rs-string'),
  }
}
