import {
  IconHistory,
  IconList,
  IconListTree,
  IconMap,
  IconPresentation,
  IconTimeline,
} from '@tabler/icons-react'
import { lazy } from 'react'
import { briefingMessages } from '../../briefing/briefing-messages.ts'
import { historyMessages } from '../../history/history-messages.ts'
import { messages } from '../../ui/messages.ts'
import { registerMessages } from '../register/register-messages.ts'
import { outlineMessages } from '../outline/outline-messages.ts'
import { mapMessages } from '../map/map-messages.ts'
import { Register } from '../register/register.tsx'
import { timelineMessages } from '../timeline/timeline-messages.ts'
import type { View } from './view.ts'

/** The table of views, in the order of the switch. A new view is a folder and its name here. */
export const views = {
  register: {
    label: registerMessages.title,
    hint: messages.board.registerHelp,
    keys: 'mod+j',
    icon: IconList,
    width: 400,
    Content: Register,
  },
  outline: {
    label: outlineMessages.title,
    hint: outlineMessages.hint,
    icon: IconListTree,
    width: 440,
    Content: lazy(async () => ({
      default: (await import('../outline/outline.tsx')).Outline,
    })),
  },
  timeline: {
    label: timelineMessages.title,
    hint: timelineMessages.hint,
    icon: IconTimeline,
    width: 560,
    Content: lazy(async () => ({
      default: (await import('../timeline/timeline.tsx')).Timeline,
    })),
  },
  map: {
    label: mapMessages.title,
    hint: mapMessages.hint,
    icon: IconMap,
    width: 560,
    Content: lazy(async () => ({
      default: (await import('../map/map-view.tsx')).MapView,
    })),
  },
  briefings: {
    label: briefingMessages.title,
    hint: briefingMessages.hint,
    icon: IconPresentation,
    width: 420,
    Content: lazy(async () => ({
      default: (await import('../../briefing/briefings-panel.tsx')).BriefingsPanel,
    })),
  },
  history: {
    label: historyMessages.title,
    hint: historyMessages.hint,
    icon: IconHistory,
    width: 420,
    Content: lazy(async () => ({
      default: (await import('../../history/history-panel.tsx')).HistoryPanel,
    })),
  },
} satisfies Record<string, View>

export type ViewName = keyof typeof views
export const viewNames = Object.keys(views) as [ViewName, ...ViewName[]]
export const viewOf = (name: ViewName): View => views[name]
