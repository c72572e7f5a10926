import { Button, Modal } from '@mantine/core'
import { exportDocuments } from '../../shared/export/documents.ts'
import type { ExportedBoard } from '../../shared/export/exported-board.ts'
import { useOpenBoard } from '../board/board-provider.tsx'
import { useLooking } from '../history/looking.ts'
import { nameOfMoment, timeOfMoment } from '../history/moments.ts'
import { useHistory } from '../history/use-history.ts'
import { messages } from '../ui/messages.ts'
import { useLive } from '../ui/use-live.ts'
import css from './export-dialog.module.css'
import { exportMessages as words } from './export-messages.ts'
import { saveFile } from './save-file.ts'

/** What can be taken out of the board, of now or of the moment on show. */
export function ExportDialog({ title, close }: { title: string; close: () => void }) {
  const board = useOpenBoard()
  const moment = useMomentOnShow()
  const isEmpty = useLive(board.evidence).length === 0
  const taken = (): ExportedBoard => ({
    title,
    moment: moment.name,
    at: moment.at ?? new Date().toISOString(),
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
        {words.of(moment.name)} {words.keeps}
      </p>
      {isEmpty ? (
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
                onClick={() => saveFile(make(taken()))}
              >
                {words.save}
              </Button>
            </li>
          ))}
        </ul>
      )}
    </Modal>
  )
}

/** `at` is null for the board as it is, and while the history is not here yet. */
function useMomentOnShow(): { name: string; at: string | null } {
  const { moment } = useLooking()
  const history = useHistory()
  if (moment === null || !history.data) return { name: words.now, at: null }
  const seq = moment.kind === 'past' ? moment.seq : moment.to
  return { name: nameOfMoment(history.data, seq), at: timeOfMoment(history.data, seq) }
}
