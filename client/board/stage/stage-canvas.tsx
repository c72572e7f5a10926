import '@tldraw/tldraw/tldraw.css'
import '../board-canvas.css'
import './stage.css'
import { useComputedColorScheme, useMantineColorScheme } from '@mantine/core'
import { getAssetUrlsByImport } from '@tldraw/assets/imports.vite'
import { atom } from '@tldraw/state'
import { Tldraw, useEditor, type Editor, type TLComponents, type TLShape } from '@tldraw/tldraw'
import { useEffect, useMemo, useState, type ReactNode } from 'react'
import { canvasOptions } from '../board-canvas.tsx'
import { useOpenBoard, useSignal } from '../board-provider.tsx'
import { CanvasUser } from '../canvas-user.ts'
import { cardWordsOf } from '../shapes/card-words.ts'
import { boardShapeUtils } from '../shapes/shape-utils.tsx'
import { mountStage } from './mount-stage.ts'
import { StageContext, type OnStage, type StageTool } from './stage-context.ts'
import { StageFront } from './stage-front.tsx'
import { useScreenAwake } from './use-screen-awake.ts'

const assetUrls = getAssetUrlsByImport()

/** Nothing but what is on the board: no cursors, selections, menus or controls. */
const components: TLComponents = {
  ContextMenu: null,
  InFrontOfTheCanvas: StageFront,
  SelectionBackground: null,
  SelectionForeground: null,
  ShapeIndicators: null,
  Handles: null,
  Grid: null,
  CollaboratorCursor: null,
  CollaboratorHint: null,
  CollaboratorScribble: null,
  CollaboratorBrush: null,
  CollaboratorShapeIndicator: null,
}

type Props = Omit<OnStage, 'hidden' | 'isMoving'> & {
  /** Whoever only looks on tells nobody where. */
  isPresenter?: boolean
  licenseKey: string | null
  /** A SceneOnStage. */
  children: ReactNode
}

/** The open board without anything around it, to show scenes on. Fills its container, and leaves tldraw's mark free. */
export function StageCanvas({
  tool,
  isBlack,
  onItem,
  ink,
  pen,
  isPresenter = false,
  licenseKey,
  children,
}: Props) {
  const board = useOpenBoard()
  const canvas = useSignal(board.canvas)
  const scheme = useComputedColorScheme('light', { getInitialValueInEffect: false })
  const { setColorScheme } = useMantineColorScheme()
  const [user] = useState(() => new CanvasUser(board.me, { scheme, setColorScheme }))
  const [hidden] = useState(() => atom<ReadonlySet<string>>('hidden on stage', new Set()))
  const [isMoving] = useState(() => atom('view on its way', false))
  useScreenAwake()
  useEffect(() => user.setColorScheme(scheme), [user, scheme])
  const shapeUtils = useMemo(() => boardShapeUtils(cardWordsOf(board)), [board])
  const stage = useMemo(
    () => ({ tool, isBlack, onItem, ink, pen, hidden, isMoving }),
    [tool, isBlack, onItem, ink, pen, hidden, isMoving],
  )
  const visibility = useMemo(
    () => (shape: TLShape) => (hidden.get().has(shape.id) ? 'hidden' : 'inherit'),
    [hidden],
  )
  const onMount = useMemo(
    () => (editor: Editor) => mountStage(editor, { board, isMoving, isPresenter }),
    [board, isMoving, isPresenter],
  )
  if (!canvas) return null
  return (
    <StageContext value={stage}>
      <Tldraw
        className="board-canvas stage-canvas"
        store={canvas.store}
        user={user.tldrawUser}
        assetUrls={assetUrls}
        shapeUtils={shapeUtils}
        components={components}
        options={canvasOptions}
        embeds={[]}
        hideUi
        autoFocus={false}
        getShapeVisibility={visibility}
        onMount={onMount}
        {...(licenseKey ? { licenseKey } : {})}
      >
        <Tool tool={tool} />
        {children}
      </Tldraw>
    </StageContext>
  )
}

function Tool({ tool }: { tool: StageTool }) {
  const editor = useEditor()
  useEffect(() => {
    editor.selectNone()
    editor.setCurrentTool(tool === 'draw' ? tool : 'select')
  }, [editor, tool])
  return null
}
