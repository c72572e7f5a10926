import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { useOpenBoard } from '../../board/board-provider.tsx'
import { openStudio, type Studio } from './studio.ts'
import type { PictureMoment } from './wish.ts'

export type StudioState =
  | { is: 'opening' }
  | { is: 'open'; studio: Studio }
  | { is: 'failed'; error: unknown }

/** A moment ready to be pictured, for as long as it is asked for. */
export function useStudio(
  moment: PictureMoment | null,
  { isDark, showsSensitive }: { isDark: boolean; showsSensitive: boolean },
): StudioState {
  const { me, elsewhere } = useOpenBoard()
  const queries = useQueryClient()
  const [state, setState] = useState<StudioState>({ is: 'opening' })
  useEffect(() => {
    if (!moment) return
    let isGone = false
    let opened: Studio | null = null
    // oxlint-disable-next-line react/set-state-in-effect -- another canvas is opened from its beginning
    setState({ is: 'opening' })
    openStudio(moment, { me, elsewhere, queries, isDark, showsSensitive }).then(
      (studio) => {
        if (isGone) return studio.close()
        opened = studio
        setState({ is: 'open', studio })
      },
      (error: unknown) => {
        if (!isGone) setState({ is: 'failed', error })
      },
    )
    return () => {
      isGone = true
      opened?.close()
    }
  }, [moment, me, elsewhere, queries, isDark, showsSensitive])
  return state
}
