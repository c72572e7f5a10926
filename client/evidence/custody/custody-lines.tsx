import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useId, useState } from 'react'
import type { Evidence } from '../../../shared/evidence/kinds.ts'
import { valueOf } from '../../../shared/evidence/values.ts'
import { humanSize } from '../../../shared/evidence/wording.ts'
import type { CustodyAct, CustodyEntry } from '../../../shared/protocol/custody.ts'
import { useBoard } from '../../board/board-provider.tsx'
import { ago, moment } from '../../ui/time.ts'
import { messages } from '../inspector-messages.ts'
import { custodyApi } from './custody-api.ts'
import css from './custody.module.css'
import { custodyKey } from './use-note-custody.ts'

const words = messages.custody

/** Who did what to this item and its original: one line, and the whole log when it is asked for. */
export function CustodyLines({ evidence }: { evidence: Evidence }) {
  const { boardId } = useBoard()
  const [isOpen, setOpen] = useState(false)
  const sha256 = valueOf(evidence, 'file', 'file')?.sha256
  const listId = useId()
  const log = useQuery({
    queryKey: [...custodyKey(boardId), evidence.id, sha256, isOpen],
    queryFn: () => custodyApi.read(boardId, { evidence: evidence.id, sha256 }, { verify: isOpen }),
    placeholderData: (before) => before,
  })
  if (log.isPending) return <p className={css['line']}>{words.loading}</p>
  if (!log.data)
    return (
      <p className={css['line']}>
        {words.failed}{' '}
        <Button size="compact-xs" variant="default" onClick={() => void log.refetch()}>
          {words.retry}
        </Button>
      </p>
    )
  const { entries, brokenAt } = log.data
  return (
    <div className={css['custody']}>
      <p className={css['line']}>{summaryOf(entries)}</p>
      {entries.length > 0 && (
        <button
          type="button"
          className={css['toggle']}
          aria-expanded={isOpen}
          aria-controls={listId}
          onClick={() => setOpen(!isOpen)}
        >
          {isOpen ? words.hide : words.show}
        </button>
      )}
      {isOpen && (
        <div id={listId}>
          <ol className={css['list']} aria-label={words.label}>
            {entries.toReversed().map((entry) => (
              <Line key={entry.seq} entry={entry} />
            ))}
          </ol>
          {brokenAt !== undefined && (
            <p className={css['check']} data-broken={brokenAt !== null || undefined}>
              {brokenAt === null ? words.intact : words.broken(brokenAt)}
            </p>
          )}
        </div>
      )}
    </div>
  )
}

function Line({ entry: { what, by, at, details } }: { entry: CustodyEntry }) {
  const more = [
    details.name,
    details.size === undefined ? undefined : humanSize(details.size),
    details.how === undefined ? undefined : words.how[details.how],
    details.reason,
  ].filter((part) => part !== undefined)
  return (
    <li>
      <p>
        <strong>{words.acts[what]}</strong>
        {more.length > 0 && ` · ${more.join(' · ')}`}
      </p>
      <p className={css['soft']}>
        {by}, <time dateTime={at}>{moment(at)}</time>
      </p>
    </li>
  )
}

/** "Received 3 days ago from Mara, opened 4 times". */
function summaryOf(entries: readonly CustodyEntry[]): string {
  const count = (what: CustodyAct) => entries.filter((entry) => entry.what === what).length
  const received = entries.find(({ what }) => what === 'received')
  const [opened, downloaded] = [count('viewed'), count('downloaded')]
  const parts = [
    received ? words.received(ago(received.at), received.by) : undefined,
    opened > 0 ? words.opened(opened) : undefined,
    downloaded > 0 ? words.downloaded(downloaded) : undefined,
  ].filter((part) => part !== undefined)
  const text = parts.join(', ')
  if (text === '') return entries.length === 0 ? words.unseen : words.label
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`
}
