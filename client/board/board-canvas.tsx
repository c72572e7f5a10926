import '@tldraw/tldraw/tldraw.css'
import './board-canvas.css'
import { useComputedColorScheme, useMantineColorScheme } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { getAssetUrlsByImport } from '@tldraw/assets/imports.vite'
import { Tldraw, type Editor } from '@tldraw/tldraw'
import { useEffect, useMemo, useState } from 'react'
import { messages } from './board-messages.ts'
import { useOpenBoard, useSignal } from './board-provider.tsx'
import { ShareCommands } from './canvas-commands.tsx'
import { canvasComponents, canvasOverrides } from './canvas-ui.tsx'
import { CanvasUser } from './canvas-user.ts'
import { mountCanvas } from './mount-canvas.ts'
import { drawnWith } from './picture/drawn-for-picture.tsx'
import { cardWordsOf } from './shapes/card-words.ts'
import { boardShapeUtils } from './shapes/shape-utils.tsx'
import { useWaysIn } from './ways-in-provider.tsx'

const assetUrls = getAssetUrlsByImport()

/** tldraw keeps 4,000 by default. One canvas a board: pages of other programs still open. */
export const canvasOptions = {
  maxShapesPerPage: 50_000,
  maxPages: 1,
  maxFontsToLoadBeforeRender: 0,
  branding: messages.canvas,
} as const

/** The canvas of the open board. Fills its container. Stands inside BoardProvider and WaysInProvider. */
export function BoardCanvas({ licenseKey }: { licenseKey?: string | null }) {
  const board = useOpenBoard()
  const waysIn = useWaysIn()
  const canvas = useSignal(board.canvas)
  const scheme = useComputedColorScheme('light', { getInitialValueInEffect: false })
  const { setColorScheme } = useMantineColorScheme()
  const [user] = useState(() => new CanvasUser(board.me, { scheme, setColorScheme }))
  useEffect(() => user.setColorScheme(scheme), [user, scheme])
  const onMount = useMemo(
    () => (editor: Editor) => mountCanvas(editor, { board, waysIn }),
    [board, waysIn],
  )
  const shapeUtils = useMemo(() => boardShapeUtils(cardWordsOf(board)), [board])
  const queries = useQueryClient()
  const options = useMemo(
    () => ({ ...canvasOptions, exportProvider: drawnWith({ board, queries }) }),
    [board, queries],
  )
  if (!canvas) return <Waiting />
  return (
    <Tldraw
      className="board-canvas"
      store={canvas.store}
      user={user.tldrawUser}
      assetUrls={assetUrls}
      shapeUtils={shapeUtils}
      components={canvasComponents}
      overrides={canvasOverrides}
      options={options}
      embeds={[]}
      onMount={onMount}
      {...(licenseKey ? { licenseKey } : {})}
    >
      <ShareCommands />
    </Tldraw>
  )
}

function Waiting() {
  const sync = useSignal(useOpenBoard().session.sync)
  return (
    <output className="board-canvas-waiting">
      {sync.kind === 'offline' ? messages.notHere : messages.opening}
    </output>
  )
}
