import { notifications } from '@mantine/notifications'
import { IconCamera, IconPresentation } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { addBriefing, addScene } from '../../shared/briefing/actions.ts'
import { presentedScenes } from '../../shared/briefing/briefings.ts'
import { useBoard } from '../board/board-provider.tsx'
import { useRole } from '../board/use-role.ts'
import { useLooking } from '../history/looking.ts'
import { useLive } from '../ui/use-live.ts'
import { briefingMessages as words } from './briefing-messages.ts'
import { usePresent } from './presenting/use-present.ts'

const ICON = { size: 19, stroke: 1.7 }

/** What can be done with briefings by name: present one, or keep what is in view as a scene of the newest. */
export function useBriefingCommands(): {
  key: string
  title: string
  icon: ReactNode
  run: () => void
}[] {
  const board = useBoard()
  const { moment } = useLooking()
  const briefings = useLive(board.briefings)
  const isViewer = useRole() === 'viewer'
  const present = usePresent()
  const keepView = () => {
    const view = board.canvasView.inView()
    if (!view) return
    const newest = briefings.findLast(({ isThere }) => isThere)
    const by = board.me.name
    const briefing = newest?.id ?? addBriefing(board.doc, { title: words.firstTitle, by })
    addScene(board.doc, { ...view, briefing, by })
    notifications.show({ message: words.added((newest ? presentedScenes(newest).length : 0) + 1) })
  }
  const seq = moment?.kind === 'past' ? moment.seq : null
  return [
    ...briefings
      .filter((briefing) => presentedScenes(briefing).length > 0)
      .map(({ id, title }) => ({
        key: `present-${id}`,
        title: words.presentNamed(title.trim() || words.untitled),
        icon: <IconPresentation {...ICON} />,
        run: () => present(id, seq),
      })),
    ...(isViewer
      ? []
      : [
          {
            key: 'scene-from-view',
            title: words.addView,
            icon: <IconCamera {...ICON} />,
            run: keepView,
          },
        ]),
  ]
}
