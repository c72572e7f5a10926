import { QueryClientProvider, type QueryClient } from '@tanstack/react-query'
import { useEditor, useSvgExportContext } from '@tldraw/tldraw'
import { useEffect, type ReactNode } from 'react'
import { CurtainsOpen } from '../../evidence/curtain.tsx'
import { OtherBoard } from '../board-provider.tsx'
import type { OpenBoard } from '../open-board.ts'

export type DrawnWith = {
  board: OpenBoard
  queries: QueryClient
  /** Whether what is sensitive is drawn too. Never unless somebody asked for it. */
  showsSensitive?: boolean
  /** Called with the drawing while it still stands in the page; it is taken once the promise is kept. */
  prepare?: (svg: SVGSVGElement) => Promise<void>
}

/** Pictures of the canvas are drawn in a tree of their own, in which cards need what they have on the page. */
export function drawnWith({ board, queries, showsSensitive = false, prepare }: DrawnWith) {
  return function DrawnForPicture({ children }: { children: ReactNode }) {
    return (
      <QueryClientProvider client={queries}>
        <CurtainsOpen value={showsSensitive}>
          <OtherBoard board={board}>
            {prepare && <Prepared prepare={prepare} />}
            {children}
          </OtherBoard>
        </CurtainsOpen>
      </QueryClientProvider>
    )
  }
}

function Prepared({ prepare }: { prepare: (svg: SVGSVGElement) => Promise<void> }) {
  const editor = useEditor()
  const drawing = useSvgExportContext()
  useEffect(() => {
    if (!drawing) return
    const svgs = editor.getContainer().querySelectorAll<SVGSVGElement>('.tldraw-svg-export > svg')
    const svg = [...svgs].at(-1)
    if (svg) drawing.waitUntil(prepare(svg))
  }, [editor, drawing, prepare])
  return null
}
