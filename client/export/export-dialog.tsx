import { Button, Modal, useComputedColorScheme } from '@mantine/core'
import { useMutation, useQuery } from '@tanstack/react-query'
import { lazy, Suspense } from 'react'
import { exportDocuments, type ExportDocument } from '../../shared/export/documents.ts'
import type { BoardWithBriefings } from '../../shared/export/records-json.ts'
import { fileAddress } from '../api.ts'
import { useOpenBoard } from '../board/board-provider.tsx'
import { historyApi } from '../history/history-api.ts'
import { useLooking } from '../history/looking.ts'
import { nameOfPast } from '../history/moments.ts'
import { useHistory } from '../history/use-history.ts'
import { signal } from '../sync/signal.ts'
import { messages } from '../ui/messages.ts'
import { sentenceOf } from '../ui/sentence-of.ts'
import { useLive } from '../ui/use-live.ts'
import css from './export-dialog.module.css'
import { exportMessages as words } from './export-messages.ts'
import { saveFile } from './save-file.ts'
import { WholeCase } from './whole-case.tsx'

/** The inspector lies over the page, and this over the inspector. */
const OVER_PANELS = 400

const PictureForm = lazy(async () => ({
  default: (await import('./picture/picture-form.tsx')).PictureForm,
}))

/** What can be taken out of the board, of now or of the moment on show. */
export function ExportDialog({ title, close }: { title: string; close: () => void }) {
  const board = useOpenBoard()
  const moment = useMomentOnShow()
  const isEmpty = useLive(board.evidence).length === 0
  return (
    <Modal
      opened
      onClose={close}
      title={words.title}
      size="min(62rem, 96vw)"
      zIndex={OVER_PANELS}
      closeButtonProps={{ 'aria-label': messages.common.close }}
    >
      {moment === null ? (
        <p className={css['intro']}>{words.notNow}</p>
      ) : (
        <>
          <Picture title={title} />
          <h3 className={css['heading']}>{words.documents}</h3>
          <p className={css['intro']}>{`${words.of(moment.name)} ${words.keeps}`}</p>
          {isEmpty ? (
            <p className={css['intro']}>{words.empty}</p>
          ) : (
            <Documents title={title} moment={moment} />
          )}
          <ul className={css['list']}>
            <WholeCase />
          </ul>
        </>
      )}
    </Modal>
  )
}

function Picture({ title }: { title: string }) {
  const { moment, live } = useLooking()
  const { boardId } = live.session
  // The picture of now is one of the newest moment: that is asked for once, and stays while the dialog is open.
  const history = useQuery({
    queryKey: ['history-for-pictures', boardId],
    queryFn: () => historyApi.overview(boardId),
    gcTime: 0,
    staleTime: Infinity,
  })
  const scheme = useComputedColorScheme('light', { getInitialValueInEffect: false })
  const waiting = <p className={css['waiting']}>{messages.common.loading}</p>
  if (history.isError) return <p className={css['waiting']}>{sentenceOf(history.error)}</p>
  if (!history.data) return waiting
  return (
    <Suspense fallback={waiting}>
      <PictureForm
        title={title}
        history={history.data}
        seqOnShow={moment?.kind === 'past' ? moment.seq : null}
        scheme={scheme}
      />
    </Suspense>
  )
}

function Documents({
  title,
  moment,
}: {
  title: string
  moment: { name: string; at: string | null }
}) {
  const board = useOpenBoard()
  const taken = (): BoardWithBriefings => ({
    title,
    moment: moment.name,
    at: moment.at ?? new Date().toISOString(),
    evidence: board.evidence.get(),
    ties: board.ties.get(),
    canvas: board.canvas.get()?.view.canvas() ?? [],
    briefings: board.briefings.get(),
  })
  return (
    <ul className={css['list']}>
      {Object.entries(exportDocuments).map(([name, document]) => (
        <DocumentRow key={name} document={document} taken={taken} />
      ))}
    </ul>
  )
}

function DocumentRow({
  document: { label, hint, has, make },
  taken,
}: {
  document: ExportDocument
  taken: () => BoardWithBriefings
}) {
  const { boardId } = useLooking().live.session
  const evidence = useLive(useOpenBoard().evidence)
  const isThere = has?.({ evidence }) ?? true
  const save = useMutation({
    mutationFn: async () => saveFile(await make(taken(), (sha256) => readFile(boardId, sha256))),
    networkMode: 'always',
    retry: false,
  })
  return (
    <li className={css['document']}>
      <div>
        <strong>{label}</strong>
        <p>{isThere ? hint : `${hint} ${words.nothingOf}`}</p>
        {save.isError && <p role="alert">{words.notSaved(label)}</p>}
      </div>
      <Button
        variant="default"
        size="compact-md"
        aria-label={words.saveOf(label)}
        disabled={!isThere}
        loading={save.isPending}
        onClick={() => save.mutate()}
      >
        {words.save}
      </Button>
    </li>
  )
}

/** @throws Error where it cannot be had */
async function readFile(boardId: string, sha256: string): Promise<Uint8Array> {
  const response = await fetch(fileAddress(boardId, sha256))
  if (!response.ok) throw new Error(`A file answered ${response.status}.`)
  return new Uint8Array(await response.arrayBuffer())
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
