import { useState } from 'react'
import type { KindName } from '../../shared/evidence/kinds.ts'
import { useBoard } from '../board/board-provider.tsx'
import { NewItem } from '../board/ways-in-menu.tsx'
import { ExportDialog } from '../export/export-dialog.tsx'
import { Palette } from './find/palette.tsx'
import { TieDialog } from './find/tie-dialog.tsx'
import { HelpDialog } from './help-dialog.tsx'
import { MembersDialog } from './members-dialog.tsx'
import type { OpenDialog } from './open-dialog.ts'
import type { Views } from './views/use-views.ts'

/** Everything that can lie over a board's page, one at a time. */
export function BoardDialogs({
  title,
  open,
  setDialog,
  views,
}: {
  /** Of the board. */
  title: string
  open: OpenDialog
  setDialog: (dialog: OpenDialog) => void
  views: Views
}) {
  const board = useBoard()
  const [kind, setKind] = useState<KindName | null>(null)
  const close = () => setDialog(null)
  return (
    <>
      <HelpDialog isOpen={open === 'help'} close={close} />
      <MembersDialog isOpen={open === 'members'} close={close} />
      {open === 'export' && <ExportDialog title={title} close={close} />}
      {open === 'find' && (
        <Palette close={close} views={views} setDialog={setDialog} addKind={setKind} />
      )}
      {open !== null && typeof open === 'object' && <TieDialog from={open.tie} close={close} />}
      {kind && (
        <NewItem
          kind={kind}
          close={() => setKind(null)}
          onAdded={(ids) => board.chosen.choose(ids[0] ?? null)}
        />
      )}
    </>
  )
}
