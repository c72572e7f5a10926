import { useContext, useEffect } from 'react'
import { LedBackContext } from './led-back.ts'

/** On a page without a board: a picture that is dropped there is led back to its own. */
export function useDropToCheck(): void {
  const look = useContext(LedBackContext)
  useEffect(() => {
    const stop = new AbortController()
    const onDragOver = (event: DragEvent) => {
      if (event.dataTransfer?.types.includes('Files')) event.preventDefault()
    }
    const onDrop = (event: DragEvent) => {
      const files = [...(event.dataTransfer?.files ?? [])]
      if (event.defaultPrevented || files.length === 0) return
      event.preventDefault()
      look(files, null)
    }
    window.addEventListener('dragover', onDragOver, { signal: stop.signal })
    window.addEventListener('drop', onDrop, { signal: stop.signal })
    return () => stop.abort()
  }, [look])
}
