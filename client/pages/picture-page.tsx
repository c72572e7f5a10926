import { useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { drawForCommand } from '../export/picture/draw-for-command.ts'

/** The page that the command line has drawn by a browser without a window: it draws its one picture and shows nothing. */
export function PicturePage() {
  const queries = useQueryClient()
  useEffect(() => {
    void drawForCommand(queries)
  }, [queries])
  return null
}
