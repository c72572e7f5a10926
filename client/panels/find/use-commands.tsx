import { Kbd, useMantineColorScheme } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import {
  IconArrowBackUp,
  IconArrowForwardUp,
  IconFileExport,
  IconFileImport,
  IconFiles,
  IconKeyboard,
  IconLink,
  IconPalette,
  IconLine,
  IconUser,
  IconUsers,
  IconZoomScan,
} from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { useLocation } from 'wouter'
import { kindNames, kinds, type KindName } from '../../../shared/evidence/kinds.ts'
import { titleOf } from '../../../shared/evidence/wording.ts'
import { useBoard } from '../../board/board-provider.tsx'
import { useRole } from '../../board/use-role.ts'
import { useWaysIn } from '../../board/ways-in-provider.tsx'
import { useBriefingCommands } from '../../briefing/use-briefing-commands.tsx'
import { KindIcon } from '../../evidence/kind-icon.tsx'
import { chooseFiles } from '../../files/choose-files.ts'
import { copyText } from '../../ui/copy-text.ts'
import { importsMessages } from '../../imports/imports-messages.ts'
import { exportMessages } from '../../export/export-messages.ts'
import { messages } from '../../ui/messages.ts'
import { helpMessages } from '../help-messages.ts'
import { modKey } from '../../ui/shortcut.ts'
import { useLive } from '../../ui/use-live.ts'
import { viewers } from '../../viewer/viewers.ts'
import type { OpenDialog } from '../open-dialog.ts'
import type { Views } from '../views/use-views.ts'
import { viewNames, viewOf } from '../views/views.ts'
import type { Entry } from './find-box.tsx'
import { findMessages } from './find-messages.ts'

const words = findMessages.commands
const ICON = { size: 19, stroke: 1.7 }

export type CommandParts = {
  views: Views
  setDialog: (dialog: OpenDialog) => void
  addKind: (kind: KindName) => void
}

/** Everything the page can do by name, apart from the canvas's own actions. */
export function useCommands({ views, setDialog, addKind }: CommandParts): Entry[] {
  const board = useBoard()
  const isViewer = useRole() === 'viewer'
  const briefing = useBriefingCommands()
  const chosen = useLive(board.chosen)
  const waysIn = useWaysIn()
  const { setColorScheme } = useMantineColorScheme()
  const [, go] = useLocation()
  const item = chosen === null ? undefined : board.evidence.get(chosen)

  const editing: Entry[] = [
    commandEntry(
      'undo',
      words.undo,
      <IconArrowBackUp {...ICON} />,
      () => board.undo(),
      `${modKey} Z`,
    ),
    commandEntry(
      'redo',
      words.redo,
      <IconArrowForwardUp {...ICON} />,
      () => board.redo(),
      `${modKey} Shift Z`,
    ),
    ...kindNames.map((kind) =>
      commandEntry(
        `add-${kind}`,
        words.add(kinds[kind].label),
        <KindIcon kind={kind} size={19} />,
        () => addKind(kind),
      ),
    ),
    commandEntry('files', words.files, <IconFiles {...ICON} />, () => {
      void chooseFiles().then((files) => board.chosen.choose(waysIn.addFiles(files)[0] ?? null))
    }),
    commandEntry('import', importsMessages.command, <IconFileImport {...ICON} />, () => {
      const accept = '.tldr,.canvas,.excalidraw,.excalidrawlib,.csv,.tsv,.json,.xlsx,.xlsm,.ods'
      void chooseFiles({ accept }).then((files) =>
        waysIn.bringFiles(files, undefined, { isAsked: true }),
      )
    }),
  ]
  const aboutChosen: Entry[] = item
    ? [
        ...(isViewer
          ? []
          : [
              commandEntry('tie', words.tie(titleOf(item)), <IconLine {...ICON} />, () =>
                setDialog({ tie: item.id }),
              ),
            ]),
        ...(viewers[item.kind]
          ? [
              commandEntry('look', words.closeLook(titleOf(item)), <IconZoomScan {...ICON} />, () =>
                board.viewing.open(item.id),
              ),
            ]
          : []),
      ]
    : []
  return [
    ...aboutChosen,
    ...viewNames.map((name) => {
      const { label, icon: Sign } = viewOf(name)
      const isOpen = views.open === name
      return commandEntry(
        `view-${name}`,
        isOpen ? words.closeView(label) : words.view(label),
        <Sign {...ICON} />,
        () => views.toggle(name),
        viewOf(name).keys?.replace('mod+', `${modKey} `).toUpperCase(),
      )
    }),
    ...briefing.map(({ key, title, icon, run }) => commandEntry(key, title, icon, run)),
    ...(isViewer ? [] : editing),
    commandEntry('link', words.copyLink, <IconLink {...ICON} />, copyLink),
    commandEntry('export', exportMessages.menu, <IconFileExport {...ICON} />, () =>
      setDialog('export'),
    ),
    commandEntry('people', messages.members.title, <IconUsers {...ICON} />, () =>
      setDialog('members'),
    ),
    commandEntry(
      'help',
      helpMessages.title,
      <IconKeyboard {...ICON} />,
      () => setDialog('help'),
      '?',
    ),
    ...(['light', 'dark', 'auto'] as const).map((scheme) =>
      commandEntry(
        `scheme-${scheme}`,
        words.appearance(messages.theme[scheme]),
        <IconPalette {...ICON} />,
        () => setColorScheme(scheme),
      ),
    ),
    commandEntry('account', words.account, <IconUser {...ICON} />, () => go('/account')),
  ]
}

/** A command as something to pick. */
export function commandEntry(
  key: string,
  title: string,
  icon: ReactNode,
  pick: () => void,
  keys?: string | null,
): Entry {
  return { key, title, icon, pick, ...(keys && { end: <Kbd size="xs">{keys}</Kbd> }) }
}

function copyLink(): void {
  const address = new URL(location.pathname, location.origin).href
  copyText(address).then(
    () => notifications.show({ message: words.linkCopied }),
    () => notifications.show({ message: words.linkNotCopied }),
  )
}
