import { useContext, useEffect, useEffectEvent } from 'react'
import { LedBackContext } from './led-back.ts'

/**
 * On a page without a board: a picture that is dropped there is led back to its own.
 *
 * @param onPackage takes a zip that is dropped instead, for a whole case may be in it
 */
export function useDropToCheck(onPackage: (file: File) => void): void {
  const look = useContext(LedBackContext)
  const take = useEffectEvent((files: readonly File[]) => {
    const [file] = files
    if (file && files.length === 1 && /\.zip$/i.test(file.name)) onPackage(file)
    else look(files, null)
  })
  useEffect(() => {
    const stop = new AbortController()
    const onDragOver = (event: DragEvent) => {
      if (event.dataTransfer?.types.includes('Files')) event.preventDefault()
    }
    const onDrop = (event: DragEvent) => {
      const files = [...(event.dataTransfer?.files ?? [])]
      if (event.defaultPrevented || files.length === 0) return
      event.preventDefault()
      take(files)
    }
    window.addEventListener('dragover', onDragOver, { signal: stop.signal })
    window.addEventListener('drop', onDrop, { signal: stop.signal })
    return () => stop.abort()
  }, [])
}
