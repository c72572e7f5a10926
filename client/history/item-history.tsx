import { Button } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useId, useMemo, useState } from 'react'
import { keyInWords } from '../../shared/board/changes/lines-of-record.ts'
import { withKey } from '../../shared/board/restoring.ts'
import { recordsOf } from '../../shared/board/layout.ts'
import { keysOf, readRecord } from '../../shared/board/codec.ts'
import type { Evidence, EvidenceId } from '../../shared/evidence/kinds.ts'
import { namedAsElsewhere } from '../../shared/evidence/names-elsewhere.ts'
import { titleOf } from '../../shared/evidence/wording.ts'
import type { RecordHistory } from '../../shared/protocol/history.ts'
import { InspectorSection } from '../evidence/inspector-section.tsx'
import { ago, moment as instantInWords } from '../ui/time.ts'
import { useLive } from '../ui/use-live.ts'
import { bringBack } from './bring-back.ts'
import { historyApi } from './history-api.ts'
import { historyMessages } from './history-messages.ts'
import css from './item-history.module.css'
import { useLooking, type Looking } from './looking.ts'
import { historyKey, personIn } from './use-history.ts'

const words = historyMessages.blame
const AFTER_EDIT_MS = 1_500

type Value = RecordHistory['values'][number]
/** One field, or one part of it: what stands, and what stood there before. */
type Trail = { key: string; label: string; values: { value: Value; words: string }[] }

/** For every field of an item: who set it and when, and what stood there before. */
export function ItemHistory({ evidence }: { evidence: Evidence }) {
  return (
    <InspectorSection name="history" title={words.title} isFoldedAtFirst>
      <Trails evidence={evidence} />
    </InspectorSection>
  )
}

function Trails({ evidence }: { evidence: Evidence }) {
  const { live } = useLooking()
  const { boardId } = live.session
  const queries = useQueryClient()
  useEffect(() => {
    // What was just written is in the log a moment later.
    const timer = setTimeout(
      () =>
        void queries.invalidateQueries({
          queryKey: [...historyKey(boardId), 'record', evidence.id],
        }),
      AFTER_EDIT_MS,
    )
    return () => clearTimeout(timer)
  }, [queries, boardId, evidence])
  const record = useQuery({
    queryKey: [...historyKey(boardId), 'record', evidence.id],
    queryFn: () => historyApi.record(boardId, evidence.id),
  })
  const trails = useMemo(
    () => (record.data ? trailsOf(record.data, evidence, live) : []),
    [record.data, evidence, live],
  )
  if (record.isPending) return <p className={css['soft']}>{words.opening}</p>
  if (!record.data)
    return (
      <p className={css['soft']} role="alert">
        {words.failed}{' '}
        <Button size="compact-xs" variant="default" onClick={() => void record.refetch()}>
          {historyMessages.retry}
        </Button>
      </p>
    )
  if (trails.length === 0) return <p className={css['soft']}>{words.none}</p>
  return (
    <ul className={css['trails']}>
      {trails.map((trail) => (
        <TrailLines key={trail.key} trail={trail} evidence={evidence} of={record.data} />
      ))}
    </ul>
  )
}

function TrailLines({
  trail: { key, label, values },
  evidence,
  of,
}: {
  trail: Trail
  evidence: Evidence
  of: RecordHistory
}) {
  const looking = useLooking()
  const isViewer = useLive(looking.live.role) === 'viewer'
  const [isOpen, setOpen] = useState(false)
  const id = useId()
  const [latest, ...earlier] = values
  if (!latest) return null
  return (
    <li>
      <p className={css['label']}>{label}</p>
      <ValueLine entry={latest} of={of} />
      {earlier.length > 0 && (
        <button
          type="button"
          className={css['toggle']}
          aria-expanded={isOpen}
          aria-controls={id}
          onClick={() => setOpen(!isOpen)}
        >
          {isOpen ? words.hide : words.earlier(earlier.length)}
        </button>
      )}
      {isOpen && (
        <ol id={id} className={css['earlier']}>
          {earlier.map((entry) => (
            <li key={entry.value.seq}>
              <ValueLine entry={entry} of={of} />
              <div className={css['buttons']}>
                {!isViewer && (
                  <Button
                    size="compact-xs"
                    variant="default"
                    onClick={() => restoreValue(looking, { evidence, key, value: entry.value })}
                  >
                    {words.bringBack}
                  </Button>
                )}
                <Button
                  size="compact-xs"
                  variant="subtle"
                  color="gray"
                  onClick={() => looking.go({ kind: 'past', seq: entry.value.seq })}
                >
                  {words.openThen}
                </Button>
              </div>
            </li>
          ))}
        </ol>
      )}
    </li>
  )
}

function ValueLine({ entry, of }: { entry: Trail['values'][number]; of: RecordHistory }) {
  const { personId, at } = entry.value
  return (
    <>
      <p className={css['value']}>{entry.words === '' ? words.cleared : entry.words}</p>
      <p className={css['soft']} title={instantInWords(at)}>
        {personIn(of.people, personId).name}, <time dateTime={at}>{ago(at)}</time>
      </p>
    </>
  )
}

function trailsOf({ values }: RecordHistory, evidence: Evidence, live: Looking['live']): Trail[] {
  const name = (id: string) => {
    const item = live.evidenceOf(id as EvidenceId)
    return item ? titleOf(item) : id
  }
  const trails = new Map<string, Trail>()
  for (const value of values) {
    const said = keyInWords(evidence, toldValue(value, { evidence, live }), name)
    if (!said) continue
    const trail = trails.get(value.key) ?? { key: value.key, label: said.label, values: [] }
    trail.values.push({ value, words: said.words })
    trails.set(value.key, trail)
  }
  // A field that never held anything, such as a text that was made empty, has no history.
  return [...trails.values()].filter((trail) => trail.values.some((each) => each.words !== ''))
}

/** With the name in it as of the imported case, where it came with that. */
function toldValue(
  { key, value }: Value,
  { evidence, live }: { evidence: Evidence; live: Looking['live'] },
): { key: string; value: unknown } {
  if (!live.elsewhere) return { key, value }
  const record = withKey({ ...evidence }, { key, value })
  return { key, value: keysOf(namedAsElsewhere(record, live.elsewhere))[key] ?? value }
}

/** Writes one earlier value into the item as it is now. */
function restoreValue(
  { live }: Looking,
  { evidence, key, value }: { evidence: Evidence; key: string; value: Value },
): void {
  const map = recordsOf(live.session.doc).get(evidence.id)
  if (!map) return
  const now = readRecord(evidence.id, map)
  bringBack(live, [
    { id: evidence.id, before: withKey(now, { key, value: value.value }), keys: [key] },
  ])
}
