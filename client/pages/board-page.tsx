import { Button } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { lazy, Suspense, useState } from 'react'
import { Link, useLocation, useSearch } from 'wouter'
import type { Board, Person, Session } from '../../shared/protocol/http.ts'
import { api } from '../api.ts'
import { BoardCanvas } from '../board/board-canvas.tsx'
import { BoardProvider, useBoard } from '../board/board-provider.tsx'
import { WaysInProvider } from '../board/ways-in-provider.tsx'
import { followedIn } from '../briefing/following/address.ts'
import { FollowInvitation } from '../briefing/following/invitation.tsx'
import { presentedIn } from '../briefing/presenting/address.ts'
import { presentingMessages } from '../briefing/presenting/presenting-messages.ts'
import { CapturesProvider } from '../capture/captures-provider.tsx'
import { Inspector } from '../evidence/inspector.tsx'
import { useInspected } from '../evidence/use-inspected.ts'
import { Banners } from '../panels/banners.tsx'
import { BoardDialogs } from '../panels/board-dialogs.tsx'
import { useRememberChosen } from '../panels/find/recent-items.ts'
import type { OpenDialog } from '../panels/open-dialog.ts'
import { OpenDialogContext } from '../panels/open-dialog-context.ts'
import { TopBar } from '../panels/top-bar.tsx'
import { useViews } from '../panels/views/use-views.ts'
import { ViewPanel } from '../panels/views/view-panel.tsx'
import { sessionKey } from '../session.ts'
import { AsLookedAt, LookingProvider } from '../history/looking-provider.tsx'
import { historyMessages } from '../history/history-messages.ts'
import { useLooking } from '../history/looking.ts'
import { MomentBar } from '../history/moment-bar.tsx'
import { messages } from '../ui/messages.ts'
import { sentenceOf } from '../ui/sentence-of.ts'
import { useShortcut } from '../ui/shortcut.ts'
import { Failed, Notice, Quiet } from '../ui/states.tsx'
import { useDocumentTitle } from '../ui/use-document-title.ts'
import { useLive } from '../ui/use-live.ts'
import '../ui/canvas-theme.css'
import { Viewer } from '../viewer/viewer.tsx'
import css from './board-page.module.css'

type Props = { boardId: string; session: Session; person: Person }

export function BoardPage({ boardId, session, person }: Props) {
  const board = useQuery({
    queryKey: ['board', boardId],
    queryFn: () => api.board(boardId),
    refetchOnWindowFocus: false,
  })
  if (board.isPending) return <Quiet text={messages.board.opening} />
  if (board.isError) {
    if ('code' in board.error && board.error.code === 'board/not-found')
      return <Refused reason="no-such-board" />
    return <Failed error={board.error} retry={() => void board.refetch()} />
  }
  return (
    <BoardProvider
      boardId={boardId}
      me={person}
      role={board.data.role}
      imported={board.data.imported}
    >
      <OpenedBoard board={board.data} licenseKey={session.tldrawLicenseKey} />
    </BoardProvider>
  )
}

function OpenedBoard({ board, licenseKey }: { board: Board; licenseKey: string | null }) {
  const handle = useBoard()
  const sync = useLive(handle.sync)
  if (sync.kind === 'refused') return <Refused reason={sync.reason} />
  return (
    <LookingProvider>
      <WaysIn board={board} licenseKey={licenseKey} />
    </LookingProvider>
  )
}

/** What comes onto the board comes onto the live one, and only while that is on show. */
function WaysIn({ board, licenseKey }: { board: Board; licenseKey: string | null }) {
  const handle = useBoard()
  const isPast = useLooking().past !== null
  const search = useSearch()
  const isOnStage = presentedIn(search) !== null || followedIn(search) !== null
  const refusal = isOnStage ? presentingMessages.nothingAdded : historyMessages.bar.readOnly
  return (
    <WaysInProvider board={handle} notify={say} refusal={isOnStage || isPast ? refusal : null}>
      <CapturesProvider board={handle}>
        <AsLookedAt>
          <PageOrPresentation board={board} licenseKey={licenseKey} />
        </AsLookedAt>
      </CapturesProvider>
    </WaysInProvider>
  )
}

const Presentation = lazy(async () => ({
  default: (await import('../briefing/presenting/presentation.tsx')).Presentation,
}))

const Following = lazy(async () => ({
  default: (await import('../briefing/following/following.tsx')).Following,
}))

function PageOrPresentation({ board, licenseKey }: { board: Board; licenseKey: string | null }) {
  const search = useSearch()
  const presented = presentedIn(search)
  const followed = followedIn(search)
  if (followed !== null)
    return (
      <Suspense fallback={<Quiet text={messages.board.opening} />}>
        <Following personId={followed} licenseKey={licenseKey} />
      </Suspense>
    )
  if (presented === null) return <Layout board={board} licenseKey={licenseKey} />
  return (
    <Suspense fallback={<Quiet text={messages.board.opening} />}>
      <Presentation id={presented} licenseKey={licenseKey} />
    </Suspense>
  )
}

/** Panels come when they are called. Nothing ever lies over the mark in the corner of the canvas. */
function Layout({ board, licenseKey }: { board: Board; licenseKey: string | null }) {
  const handle = useBoard()
  const inspected = useInspected(useLive(handle.chosen))
  const viewing = useLive(handle.viewing)
  const isNew = useSearch() === 'new'
  const rename = useRename(board.id)
  const views = useViews(board.id)
  const isPast = useLooking().past !== null
  const [dialog, setDialog] = useState<OpenDialog>(null)
  useDocumentTitle(board.title)
  useShortcut('mod+j', () => views.toggle('register'))
  useShortcut('mod+k', () => setDialog('find'))
  useShortcut('?', () => setDialog('help'))
  useRememberChosen()
  return (
    <OpenDialogContext value={setDialog}>
      <div
        className={css['page']}
        data-inspector={inspected !== null || undefined}
        data-viewer={viewing !== null || undefined}
      >
        <TopBar
          title={board.title}
          isNew={isNew}
          rename={(title) => rename.mutate(title)}
          views={views}
          setDialog={setDialog}
        />
        {isPast ? (
          <>
            <FollowInvitation />
            <MomentBar />
          </>
        ) : (
          <Banners isArchived={board.archivedAt !== null} />
        )}
        {views.open !== null && <ViewPanel open={views.open} views={views} />}
        <div className={css['stage']}>
          <main className={css['canvas']} aria-label={board.title}>
            <BoardCanvas key={isPast ? 'past' : 'live'} licenseKey={licenseKey} />
            {viewing !== null && <Viewer id={viewing} />}
          </main>
          {inspected !== null && <Inspector id={inspected} />}
        </div>
        <BoardDialogs title={board.title} open={dialog} setDialog={setDialog} views={views} />
      </div>
    </OpenDialogContext>
  )
}

/** Shown at once, in the tab's title too; taken back if the server refuses. */
function useRename(boardId: string) {
  const queries = useQueryClient()
  const key = ['board', boardId] as const
  const [, go] = useLocation()
  return useMutation({
    mutationFn: (title: string) => api.changeBoard(boardId, { title }),
    onMutate: (title) => {
      const before = queries.getQueryData<Board>(key)
      queries.setQueryData<Board>(key, (board) => board && { ...board, title })
      go(`/board/${boardId}`, { replace: true })
      return { before }
    },
    onError: (error, _, context) => {
      queries.setQueryData(key, context?.before)
      say(sentenceOf(error))
    },
    onSuccess: () => queries.invalidateQueries({ queryKey: ['boards'] }),
  })
}

function Refused({ reason }: { reason: keyof typeof messages.refused }) {
  const queries = useQueryClient()
  const { title, text, action } = messages.refused[reason]
  return (
    <Notice
      title={title}
      text={text}
      action={
        reason === 'reload' ? (
          <Button onClick={() => location.reload()}>{action}</Button>
        ) : (
          <Button
            component={Link}
            href={reason === 'sign-in-needed' ? location.pathname : '/'}
            onClick={() => void queries.invalidateQueries({ queryKey: sessionKey })}
          >
            {action}
          </Button>
        )
      }
    />
  )
}

function say(message: string): void {
  notifications.show({ message })
}
