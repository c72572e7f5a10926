import { Button, Modal } from '@mantine/core'
import { exportDocuments } from '../../shared/export/documents.ts'
import type { ExportedBoard } from '../../shared/export/exported-board.ts'
import { useOpenBoard } from '../board/board-provider.tsx'
import { useLooking } from '../history/looking.ts'
import { nameOfPast } from '../history/moments.ts'
import { useHistory } from '../history/use-history.ts'
import { signal } from '../sync/signal.ts'
import { messages } from '../ui/messages.ts'
import { useLive } from '../ui/use-live.ts'
import css from './export-dialog.module.css'
import { exportMessages as words } from './export-messages.ts'
import { saveFile } from './save-file.ts'
import { WholeCase } from './whole-case.tsx'

/** What can be taken out of the board, of now or of the moment on show. */
export function ExportDialog({ title, close }: { title: string; close: () => void }) {
  const board = useOpenBoard()
  const moment = useMomentOnShow()
  const isEmpty = useLive(board.evidence).length === 0
  const taken = (of: { name: string; at: string | null }): ExportedBoard => ({
    title,
    moment: of.name,
    at: of.at ?? new Date().toISOString(),
    evidence: board.evidence.get(),
    ties: board.ties.get(),
    canvas: board.canvas.get()?.view.canvas() ?? [],
  })
  return (
    <Modal
      opened
      onClose={close}
      title={words.title}
      size="lg"
      closeButtonProps={{ 'aria-label': messages.common.close }}
    >
      <p className={css['intro']}>
        {moment === null ? words.notNow : `${words.of(moment.name)} ${words.keeps}`}
      </p>
      {moment === null ? null : isEmpty ? (
        <p className={css['intro']}>{words.empty}</p>
      ) : (
        <ul className={css['list']}>
          {Object.entries(exportDocuments).map(([name, { label, hint, make }]) => (
            <li key={name} className={css['document']}>
              <div>
                <strong>{label}</strong>
                <p>{hint}</p>
              </div>
              <Button
                variant="default"
                size="compact-md"
                aria-label={words.saveOf(label)}
                onClick={() => saveFile(make(taken(moment)))}
              >
                {words.save}
              </Button>
            </li>
          ))}
          <WholeCase />
        </ul>
      )}
    </Modal>
  )
}

/** Null while the moment that is asked for is not on show yet, or is a comparison, which is no state of the board. */
function useMomentOnShow(): { name: string; at: string | null } | null {
  const { moment, past } = useLooking()
  const history = useHistory()
  const shown = useLive(past?.shown ?? nothing)
  const at = useLive(past?.shownAt ?? nothing)
  if (moment === null) return { name: words.now, at: null }
  if (moment.kind === 'compare' || shown !== moment || !history.data) return null
  return { name: nameOfPast(history.data, moment.seq), at }
}

const nothing = signal(null)
