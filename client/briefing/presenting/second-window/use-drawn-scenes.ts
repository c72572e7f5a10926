import { useComputedColorScheme } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import type { OpenBoard } from '../../../board/open-board.ts'
import { signal } from '../../../sync/signal.ts'
import { useLive } from '../../../ui/use-live.ts'
import type { DrawnScene, DrawnScenes } from './drawn-scenes.ts'
import type { SceneAtStep } from '../presenter-channel.ts'
import type { ToldBoard } from './told-board.ts'

const never = signal(0)

/** Pictures of scenes in this window's colours, as they come; none before the board is here. */
export function useDrawnScenes(
  told: ToldBoard | null,
  { me, wanted }: { me: OpenBoard['me']; wanted: readonly (SceneAtStep | null | undefined)[] },
): (at: SceneAtStep) => DrawnScene {
  const queries = useQueryClient()
  const isDark = useComputedColorScheme('light', { getInitialValueInEffect: false }) === 'dark'
  const [drawn, setDrawn] = useState<DrawnScenes | 'lost' | null>(null)
  useEffect(() => {
    if (!told) return
    let opened: DrawnScenes | null = null
    let isGone = false
    // The canvas comes after notes and clocks.
    import('./drawn-scenes.ts').then(
      ({ DrawnScenes }) => {
        if (isGone) return
        opened = new DrawnScenes(told, { me, queries, isDark })
        setDrawn(opened)
      },
      // The line is broken, or the server has another version of this page by now.
      () => setDrawn('lost'),
    )
    return () => {
      isGone = true
      opened?.close()
      setDrawn(null)
    }
  }, [told, me, queries, isDark])
  const scenes = drawn === 'lost' ? null : drawn
  useLive(scenes?.come ?? never)
  useEffect(() => scenes?.want(wanted.flatMap((each) => each ?? [])))
  return (at) => scenes?.of(at) ?? { is: drawn === 'lost' ? 'failed' : 'waiting' }
}
