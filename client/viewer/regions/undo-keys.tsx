import { useEffect, useRef, type ReactNode } from 'react'
import { useBoard } from '../../board/board-provider.tsx'

/** Undo and redo by their keys while the canvas, which has them itself, lies behind. In a text they undo the typing. */
export function UndoKeys({
  className,
  children,
}: {
  className: string | undefined
  children: ReactNode
}) {
  const board = useBoard()
  const desk = useRef<HTMLDivElement>(null)
  useEffect(() => {
    const element = desk.current
    const onKey = (event: KeyboardEvent) => {
      const isUndo = (event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'z'
      if (!isUndo || event.altKey || isTyping(event.target)) return
      event.preventDefault()
      event.stopPropagation()
      if (event.shiftKey) board.redo()
      else board.undo()
    }
    element?.addEventListener('keydown', onKey)
    return () => element?.removeEventListener('keydown', onKey)
  }, [board])
  return (
    <div ref={desk} className={className} data-region-desk>
      {children}
    </div>
  )
}

function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.closest('input, textarea, select') !== null
}
