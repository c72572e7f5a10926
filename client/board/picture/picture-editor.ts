import '@tldraw/tldraw/tldraw.css'
import '../board-canvas.css'
import '../../ui/canvas-theme.css'
import type { QueryClient } from '@tanstack/react-query'
import { getAssetUrlsByImport } from '@tldraw/assets/imports.vite'
import {
  defaultAddFontsFromNode,
  defaultBindingUtils,
  Editor,
  tipTapDefaultExtensions,
} from '@tldraw/tldraw'
import { CanvasUser } from '../canvas-user.ts'
import type { OpenBoard } from '../open-board.ts'
import { cardWordsOf } from '../shapes/card-words.ts'
import { boardShapeUtils } from '../shapes/shape-utils.tsx'
import { drawnWith } from './drawn-for-picture.tsx'

export type PictureEditor = { editor: Editor; isDark: boolean; close: () => void }

type Options = {
  queries: QueryClient
  isDark: boolean
  showsSensitive: boolean
  prepare: (svg: SVGSVGElement) => Promise<void>
  /** Shapes that are not there for now. */
  isHidden: (shapeId: string) => boolean
}

/** A drawing waits for its pictures and frames of clips, which may come over a slow line. */
const MOST_WAIT_MS = 120_000

/**
 * A second canvas over a board that nobody looks at, to make pictures from. It stands in the page without showing,
 * for a drawing takes its styles from there: light and dark are its own.
 */
export async function openPictureEditor(
  board: OpenBoard,
  { queries, isDark, showsSensitive, prepare, isHidden }: Options,
): Promise<PictureEditor> {
  const canvas = board.canvas.get()
  if (!canvas) throw new Error('A picture was asked for before the board was read')
  const scheme = isDark ? 'dark' : 'light'
  const container = document.createElement('div')
  container.className = `board-canvas tl-container tl-theme__${scheme}`
  container.dataset['mantineColorScheme'] = scheme
  container.inert = true
  container.ariaHidden = 'true'
  Object.assign(container.style, {
    position: 'fixed',
    width: '0',
    height: '0',
    overflow: 'hidden',
    opacity: '0',
    pointerEvents: 'none',
  })
  document.body.append(container)
  const user = new CanvasUser(board.me, { scheme, setColorScheme: () => {} })
  const editor = new Editor({
    store: canvas.store,
    user: user.tldrawUser,
    shapeUtils: boardShapeUtils(cardWordsOf(board)),
    bindingUtils: defaultBindingUtils,
    tools: [],
    getContainer: () => container,
    getShapeVisibility: ({ id }) => (isHidden(id) ? 'hidden' : 'inherit'),
    fontAssetUrls: getAssetUrlsByImport().fonts,
    textOptions: {
      tipTapConfig: { extensions: tipTapDefaultExtensions },
      addFontsFromNode: defaultAddFontsFromNode,
    },
    options: {
      maxShapesPerPage: 50_000,
      maxPages: 1,
      maxExportDelayMs: MOST_WAIT_MS,
      exportProvider: drawnWith({ board, queries, showsSensitive, prepare }),
    },
  })
  await editor.fonts.loadRequiredFontsForCurrentPage()
  return {
    editor,
    isDark,
    close: () => {
      editor.dispose()
      container.remove()
    },
  }
}
