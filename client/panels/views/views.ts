import { IconList, IconListTree } from '@tabler/icons-react'
import { lazy } from 'react'
import { messages } from '../../ui/messages.ts'
import { outlineMessages } from '../outline/outline-messages.ts'
import { Register } from '../register/register.tsx'
import type { View } from './view.ts'

/** The table of views, in the order of the switch. A new view is a folder and its name here. */
export const views = {
  register: {
    label: messages.register.title,
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
} satisfies Record<string, View>

export type ViewName = keyof typeof views
export const viewNames = Object.keys(views) as [ViewName, ...ViewName[]]
export const viewOf = (name: ViewName): View => views[name]
