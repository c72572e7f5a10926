import { useEffect, useState } from 'react'
import css from './ways-in-drop.module.css'
import { waysInMessages as words } from './ways-in-messages.ts'
import type { WaysIn } from './ways-in.ts'

/** A drag that left the window without a word is over after this long without another sign of it. */
const FORGOTTEN_MS = 400

/**
 * Says that files can be dropped while some are dragged over the page, and takes those that miss the canvas: a
 * browser would otherwise leave the page and open them.
 */
export function DropZone({ waysIn }: { waysIn: WaysIn }) {
  const [isOver, setOver] = useState(false)
  useEffect(() => {
    const stop = new AbortController()
    let timer: ReturnType<typeof setTimeout> | undefined
    const end = () => {
      clearTimeout(timer)
      setOver(false)
    }
    const onDragOver = (event: DragEvent) => {
      if (!hasFiles(event)) return
      event.preventDefault()
      if (event.dataTransfer) event.dataTransfer.dropEffect = waysIn.canEdit ? 'copy' : 'none'
      setOver(waysIn.canEdit)
      clearTimeout(timer)
      timer = setTimeout(end, FORGOTTEN_MS)
    }
    const onDrop = (event: DragEvent) => {
      if (event.defaultPrevented || !hasFiles(event)) return
      event.preventDefault()
      waysIn.receiveFiles([...(event.dataTransfer?.files ?? [])])
    }
    const early = { signal: stop.signal, capture: true }
    window.addEventListener('dragover', onDragOver, early)
    window.addEventListener('drop', end, early)
    window.addEventListener('drop', onDrop, { signal: stop.signal })
    return () => {
      stop.abort()
      clearTimeout(timer)
    }
  }, [waysIn])
  if (!isOver) return null
  return (
    <div className={css['hint']} aria-hidden="true">
      <span>{words.drop}</span>
    </div>
  )
}

function hasFiles({ dataTransfer }: DragEvent): boolean {
  return dataTransfer?.types.includes('Files') ?? false
}
