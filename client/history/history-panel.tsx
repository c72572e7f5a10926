import { Button } from '@mantine/core'
import { Fragment, useMemo } from 'react'
import type { History } from '../../shared/protocol/history.ts'
import { useLive } from '../ui/use-live.ts'
import { sentenceOf } from '../ui/sentence-of.ts'
import { CompareList } from './compare-list.tsx'
import css from './history-panel.module.css'
import { historyMessages as words } from './history-messages.ts'
import { byDay, type HistoryLine } from './history-lines.ts'
import { useLooking } from './looking.ts'
import { NameVersion } from './name-version.tsx'
import { SessionLine } from './session-line.tsx'
import { useHistory } from './use-history.ts'
import { VersionLine } from './version-line.tsx'

/** What was done on the board, by whom and when, with its versions; or what differs between two moments of it. */
export function HistoryPanel() {
  const { moment } = useLooking()
  const history = useHistory()
  if (history.isPending) return <p className={css['state']}>{words.opening}</p>
  if (!history.data)
    return (
      <div className={css['state']} role="alert">
        <p>{words.failed}</p>
        <p className={css['soft']}>{sentenceOf(history.error)}</p>
        <Button variant="default" onClick={() => void history.refetch()}>
          {words.retry}
        </Button>
      </div>
    )
  if (moment?.kind === 'compare') return <CompareList history={history.data} />
  return <Lines history={history.data} />
}

function Lines({ history }: { history: History }) {
  const { live, moment } = useLooking()
  const role = useLive(live.role)
  const days = useMemo(() => byDay(history), [history])
  const seq = moment?.kind === 'past' ? moment.seq : history.seq
  return (
    <>
      {role !== 'viewer' && history.seq > 0 && (
        <NameVersion seq={moment === null ? null : seq} key={moment === null ? 'now' : seq} />
      )}
      <section className={css['lines']} aria-label={words.title}>
        {days.length === 0 && <p className={css['state']}>{words.empty}</p>}
        {days.map(({ label, lines }) => (
          <Fragment key={label}>
            <h3 className={css['day']}>{label}</h3>
            <ul className={css['list']}>
              {lines.map((line) => (
                <Line key={line.key} line={line} history={history} />
              ))}
            </ul>
          </Fragment>
        ))}
      </section>
    </>
  )
}

function Line({ line, history }: { line: HistoryLine; history: History }) {
  return line.version ? (
    <VersionLine version={line.version} history={history} />
  ) : (
    <SessionLine session={line.session} history={history} />
  )
}
