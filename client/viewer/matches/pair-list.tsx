import { ActionIcon } from '@mantine/core'
import { IconTrash } from '@tabler/icons-react'
import { putEntry, removeEntry } from '../../../shared/board/actions.ts'
import type { ReadMatch, ReadPair } from '../../../shared/evidence/match-reading.ts'
import type { Pair } from '../../../shared/evidence/pair.ts'
import { regionName, type NumberedRegion } from '../../../shared/evidence/region-outline.ts'
import { useBoard } from '../../board/board-provider.tsx'
import { useRole } from '../../board/use-role.ts'
import { useDraft } from '../../evidence/fields/use-draft.ts'
import { PairFigure } from '../../evidence/regions/pair-figure.tsx'
import { GradeSelect } from './grade-select.tsx'
import { messages } from './match-messages.ts'
import css from './matches.module.css'

const place = { field: 'pairs', entry: 'pair' } as const

/** Every pair: both crops, grade and note, which can be changed. */
export function PairList({
  read,
  boardId,
  onShow,
}: {
  read: ReadMatch
  boardId: string
  onShow: (pair: ReadPair) => void
}) {
  if (read.pairs.length === 0) return <p className={css['help']}>{messages.nonePaired}</p>
  return (
    <ol className={css['list']}>
      {read.pairs.map((pair) => (
        <Row key={pair.id} read={read} pair={pair} boardId={boardId} onShow={() => onShow(pair)} />
      ))}
    </ol>
  )
}

function Row({
  read,
  pair,
  boardId,
  onShow,
}: {
  read: ReadMatch
  pair: ReadPair
  boardId: string
  onShow: () => void
}) {
  const board = useBoard()
  const isViewer = useRole() === 'viewer'
  const names = [nameOf(pair.a), nameOf(pair.b)] as const
  const change = (part: Partial<Pair>) =>
    void putEntry(
      board.doc,
      read.match.id,
      { ...place, entryId: pair.id },
      { ...pair.pair, ...part },
    )
  return (
    <li className={css['pair']}>
      <button type="button" className={css['figure']} onClick={onShow}>
        <span className={css['unseen']}>{messages.pairName(...names)}</span>
        <PairFigure read={read} pair={pair} boardId={boardId} />
      </button>
      {!isViewer && (
        <div className={css['pairRow']}>
          <GradeSelect
            label={messages.grade}
            value={pair.pair.grade}
            onChange={(grade) => change({ grade })}
          />
          <NoteInput note={pair.pair.note} set={(note) => change({ note })} />
          <ActionIcon
            variant="subtle"
            color="gray"
            aria-label={messages.removePair(...names)}
            onClick={() => removeEntry(board.doc, read.match.id, place.field, pair.id)}
          >
            <IconTrash size={17} stroke={1.7} />
          </ActionIcon>
        </div>
      )}
    </li>
  )
}

function NoteInput({ note, set }: { note: string; set: (note: string) => void }) {
  const draft = useDraft(note, (next) => {
    if (next.trim() !== note) set(next.trim())
  })
  return (
    <input
      aria-label={messages.note}
      placeholder={messages.note}
      value={draft.shown}
      maxLength={5000}
      autoComplete="off"
      onChange={(event) => draft.change(event.currentTarget.value)}
      onBlur={draft.flush}
    />
  )
}

function nameOf(region: NumberedRegion | undefined): string {
  return region ? regionName(region) : messages.regionGone
}
