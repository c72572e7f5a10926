import { Button, Collapse, Skeleton, Stack, Text, Title, UnstyledButton } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { IconChevronRight, IconPackageImport, IconPlus } from '@tabler/icons-react'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useLocation } from 'wouter'
import type { Board, Person } from '../../shared/protocol/http.ts'
import { api } from '../api.ts'
import { useDropToCheck } from '../export/led-back/use-drop-to-check.ts'
import { CaseImportCard } from '../imports/case-import.tsx'
import { caseMessages } from '../imports/case-messages.ts'
import { useCaseImport } from '../imports/use-case-import.ts'
import { Mark } from '../ui/logo.tsx'
import { messages } from '../ui/messages.ts'
import { Problem } from '../ui/problem.tsx'
import { sentenceOf } from '../ui/sentence-of.ts'
import { useDocumentTitle } from '../ui/use-document-title.ts'
import { BoardRow, type BoardChange } from './board-row.tsx'
import css from './boards-page.module.css'
import { PageFrame } from './page-frame.tsx'

const words = messages.boards
export const boardsKey = ['boards'] as const

export function BoardsPage({ person }: { person: Person }) {
  useDocumentTitle(words.title)
  const boards = useQuery({ queryKey: boardsKey, queryFn: api.boards })
  const create = useNewBoard()
  const importing = useCaseImport(boardsKey)
  const isBusy = importing.state !== null && isUnderWay(importing.state.is)
  useDropToCheck((file) => {
    if (!isBusy) void importing.bring(file)
  })
  const newBoard = (
    <Button
      leftSection={<IconPlus size={18} />}
      loading={create.isPending}
      onClick={() => create.mutate(words.untitled)}
    >
      {words.newBoard}
    </Button>
  )
  return (
    <PageFrame person={person}>
      <div className={css['head']}>
        <Title order={1} className={css['title']}>
          {words.title}
        </Title>
        <div className={css['acts']}>
          <Button
            variant="default"
            leftSection={<IconPackageImport size={18} stroke={1.7} />}
            title={caseMessages.importHint}
            disabled={isBusy}
            onClick={() => void importing.begin()}
          >
            {caseMessages.importCase}
          </Button>
          {newBoard}
        </div>
      </div>
      <CaseImportCard {...importing} />
      {create.isError && <Problem error={create.error} />}
      {boards.isPending && <Waiting />}
      {boards.isError && (
        <Stack align="flex-start">
          <Problem error={boards.error} />
          <Button variant="default" onClick={() => void boards.refetch()}>
            {messages.common.retry}
          </Button>
        </Stack>
      )}
      {boards.data && <BoardList boards={boards.data} />}
    </PageFrame>
  )
}

function isUnderWay(is: string): boolean {
  return is !== 'done' && is !== 'failed'
}

function BoardList({ boards }: { boards: Board[] }) {
  const [archivedOpen, setArchivedOpen] = useState(false)
  const change = useBoardChange()
  const inUse = boards.filter((board) => board.archivedAt === null).toSorted(latestFirst)
  const archived = boards.filter((board) => board.archivedAt !== null).toSorted(latestFirst)
  const row = (board: Board) => (
    <BoardRow key={board.id} board={board} change={(next) => change.mutate({ board, next })} />
  )
  return (
    <>
      {inUse.length > 0 ? <ul className={css['list']}>{inUse.map(row)}</ul> : <Empty />}
      {archived.length > 0 && (
        <section className={css['archived']}>
          <UnstyledButton
            className={css['fold']}
            aria-expanded={archivedOpen}
            onClick={() => setArchivedOpen(!archivedOpen)}
          >
            <IconChevronRight
              size={16}
              className={css['chevron']}
              data-open={archivedOpen || undefined}
            />
            {words.archived(archived.length)}
          </UnstyledButton>
          <Collapse expanded={archivedOpen}>
            <ul className={css['list']}>{archived.map(row)}</ul>
          </Collapse>
        </section>
      )}
    </>
  )
}

function Empty() {
  return (
    <div className={css['empty']}>
      <Mark size={40} />
      <Title order={2} size="h4">
        {words.emptyTitle}
      </Title>
      <Text c="dimmed" maw={400}>
        {words.emptyText}
      </Text>
    </div>
  )
}

function Waiting() {
  return (
    <output aria-label={messages.common.loading} className={css['list']}>
      {[0.9, 0.6, 0.35].map((opacity) => (
        <Skeleton key={opacity} height={72} radius={0} opacity={opacity} animate={false} mb={1} />
      ))}
    </output>
  )
}

/** Makes a board and goes to it. */
function useNewBoard() {
  const queries = useQueryClient()
  const [, go] = useLocation()
  return useMutation({
    mutationFn: api.newBoard,
    onSuccess: (board) => {
      void queries.invalidateQueries({ queryKey: boardsKey })
      go(`/board/${board.id}?new`)
    },
  })
}

/** Shown at once; taken back with a sentence if the server refuses. */
export function useBoardChange() {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: ({ board, next }: { board: Board; next: BoardChange }) =>
      api.changeBoard(board.id, next),
    onMutate: ({ board, next }) => {
      const before = queries.getQueryData<Board[]>(boardsKey)
      const archivedAt =
        next.archived === undefined
          ? board.archivedAt
          : next.archived
            ? new Date().toISOString()
            : null
      queries.setQueryData<Board[]>(boardsKey, (boards) =>
        boards?.map((each) =>
          each.id === board.id ? { ...each, title: next.title ?? each.title, archivedAt } : each,
        ),
      )
      return { before }
    },
    onSuccess: (_, { board, next }) => {
      if (next.archived === undefined) return
      notifications.show({
        message: next.archived ? words.archivedNow(board.title) : words.back(board.title),
      })
    },
    onError: (error, _, context) => {
      queries.setQueryData(boardsKey, context?.before)
      notifications.show({ message: sentenceOf(error), color: 'red' })
    },
    onSettled: () => queries.invalidateQueries({ queryKey: boardsKey }),
  })
}

function latestFirst(a: Board, b: Board): number {
  return (b.editedAt ?? b.createdAt).localeCompare(a.editedAt ?? a.createdAt)
}
