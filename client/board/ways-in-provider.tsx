import { createContext, useContext, useEffect, useRef, useState, type ReactNode } from 'react'
import { LedBackContext } from '../export/led-back/led-back.ts'
import { BoardUploads } from '../files/board-uploads.ts'
import { chooseFiles } from '../files/choose-files.ts'
import { FilesInHandContext, UploadsContext } from '../files/use-uploads.ts'
import type { BoardHandle } from './board-handle.ts'
import { DropZone } from './ways-in-drop.tsx'
import { ImportOffers } from './ways-in-imports.tsx'
import { waysInMessages } from './ways-in-messages.ts'
import { WaysIn } from './ways-in.ts'

type Props = {
  board: Pick<BoardHandle, 'awareness' | 'boardId' | 'doc' | 'me' | 'role' | 'sync'>
  /** Shows a sentence to the person. */
  notify: (sentence: string) => void
  /** Why nothing can be added just now, though the person may edit; null where it can. */
  refusal?: string | null
  children: ReactNode
}

const WaysInContext = createContext<WaysIn | null>(null)

/**
 * Opens the ways in of a board and its uploads for all inside: the canvas (`registerWaysIn(editor, useWaysIn())`),
 * the add menu, and cards (`useUploadProgress`). Leaving the page with files under way asks first.
 */
export function WaysInProvider({ board, notify, refusal = null, children }: Props) {
  const { awareness, boardId, doc, sync } = board
  const current = useRef({ board, notify, refusal })
  const inHand = useContext(FilesInHandContext)
  const look = useContext(LedBackContext)
  useEffect(() => {
    current.current = { board, notify, refusal }
  })
  const [opened, setOpened] = useState<{ uploads: BoardUploads; waysIn: WaysIn } | null>(null)

  useEffect(() => {
    const say = (sentence: string) => current.current.notify(sentence)
    const me = { name: current.current.board.me.name }
    const canEdit = () =>
      current.current.board.role !== 'viewer' && current.current.refusal === null
    const uploads = new BoardUploads({
      inHand: inHand ?? new Map(),
      boardId,
      doc,
      me,
      pages: {
        has: (client) => awareness.getStates().has(client),
        watch: (listener) => {
          awareness.on('change', listener)
          return () => awareness.off('change', listener)
        },
      },
      notify: say,
      askForFile,
      watchLine,
    })
    uploads.resumeInHand()
    const stopMending = onceSaved(sync, () => canEdit() && uploads.mendLateFacts())
    const refusal = () => current.current.refusal ?? waysInMessages.readOnly
    const parts = { doc, me, canEdit, uploads, notify: say, refusal, look }
    setOpened({ uploads, waysIn: new WaysIn(parts) })
    const onLeave = (event: BeforeUnloadEvent) => {
      if (uploads.isBusy) event.preventDefault()
    }
    window.addEventListener('beforeunload', onLeave)
    return () => {
      window.removeEventListener('beforeunload', onLeave)
      stopMending()
      uploads.close()
    }
  }, [awareness, boardId, doc, inHand, look, sync])

  if (!opened) return null
  return (
    <UploadsContext value={opened.uploads}>
      <WaysInContext value={opened.waysIn}>
        {children}
        <DropZone waysIn={opened.waysIn} />
        <ImportOffers waysIn={opened.waysIn} />
      </WaysInContext>
    </UploadsContext>
  )
}

export function useWaysIn(): WaysIn {
  const waysIn = useContext(WaysInContext)
  if (!waysIn) throw new Error('useWaysIn is used outside of a WaysInProvider')
  return waysIn
}

/** Runs once everything on the board is here. */
function onceSaved(sync: BoardHandle['sync'], run: () => void): () => void {
  let stop = () => {}
  const look = () => {
    if (sync.get().kind !== 'saved') return
    stop()
    run()
  }
  stop = sync.subscribe(look)
  look()
  return stop
}

async function askForFile(): Promise<File | null> {
  const [file] = await chooseFiles({ multiple: false })
  return file ?? null
}

function watchLine(tell: (isThere: boolean) => void): () => void {
  const stop = new AbortController()
  window.addEventListener('online', () => tell(true), stop)
  window.addEventListener('offline', () => tell(false), stop)
  return () => stop.abort()
}
