import { useLayoutEffect, useRef, useState, type KeyboardEvent } from 'react'
import type { Evidence } from '../../../shared/evidence/kinds.ts'
import { statusOf } from '../../../shared/evidence/status.ts'
import { titleOf } from '../../../shared/evidence/wording.ts'
import { useBoard } from '../../board/board-provider.tsx'
import { KindIcon } from '../../evidence/kind-icon.tsx'
import { placeOn, ticksOf, type Domain } from './axis.ts'
import { timelineMessages as words } from './timeline-messages.ts'
import type { Calendar, RowSpan } from './timeline-rows.ts'
import css from './timeline.module.css'

/** Head of a calendar: what it is, and the marks of its axis. */
export function AxisLine({ calendar, domain }: { calendar: Calendar; domain: Domain }) {
  const track = useRef<HTMLDivElement>(null)
  const [width, setWidth] = useState(280)
  useLayoutEffect(() => {
    const element = track.current
    if (!element) return
    const watch = new ResizeObserver(() => setWidth(element.clientWidth))
    watch.observe(element)
    return () => watch.disconnect()
  }, [])
  return (
    <li className={css['head']}>
      <h3 className={css['axisName']} title={words.axisHelp[calendar]}>
        {words.axes[calendar]}
      </h3>
      <div ref={track} className={css['axis']} aria-hidden="true">
        {ticksOf(domain, { width, calendar }).map(({ atMs, text }) => (
          <span key={atMs} className={css['tick']} style={{ left: `${placeOn(domain, atMs)}%` }}>
            {text}
          </span>
        ))}
      </div>
    </li>
  )
}

export function UndatedHead({ count }: { count: number }) {
  return (
    <li className={css['head']}>
      <h3 className={css['axisName']} data-wide>
        {words.undated(count)}
      </h3>
    </li>
  )
}

/** One item: its name and date in words, and where that lies on its axis. */
export function ItemLine({
  evidence,
  span,
  domain,
  isChosen,
  isTabStop,
  hasCard,
  onFocus,
  onKeyDown,
}: {
  evidence: Evidence
  span: RowSpan | null
  domain: Domain | null
  isChosen: boolean
  isTabStop: boolean
  hasCard: boolean
  onFocus: () => void
  onKeyDown: (event: KeyboardEvent) => void
}) {
  const board = useBoard()
  const { status, label } = statusOf(evidence)
  return (
    <li className={css['line']} data-chosen={isChosen || undefined}>
      <button
        type="button"
        className={css['choose']}
        data-row={evidence.id}
        data-bare={span === null || undefined}
        aria-current={isChosen || undefined}
        tabIndex={isTabStop ? 0 : -1}
        onFocus={onFocus}
        onKeyDown={onKeyDown}
        onClick={() => {
          board.showOnCanvas(evidence.id)
          board.chosen.choose(evidence.id)
        }}
      >
        <KindIcon kind={evidence.kind} size={17} />
        <span className={css['name']}>{titleOf(evidence)}</span>
        <span className={css['when']}>
          {[
            span?.words,
            span?.basis === 'bounds' && words.bounds,
            status !== 'unverified' && label,
            !hasCard && words.notOnCanvas,
          ]
            .filter((part) => part)
            .join(' · ')}
        </span>
      </button>
      {span && domain && <Bar span={span} domain={domain} />}
    </li>
  )
}

/** An open end fades out; what is only bounded is hollow; what is only about right is dashed. */
function Bar({ span, domain }: { span: RowSpan; domain: Domain }) {
  const clamp = (place: number) => Math.min(101, Math.max(-1, place))
  const from = span.fromMs === null ? -1 : clamp(placeOn(domain, span.fromMs))
  const to = span.toMs === null ? 101 : clamp(placeOn(domain, span.toMs))
  return (
    <span className={css['track']} aria-hidden="true">
      <span
        className={css['bar']}
        data-basis={span.basis}
        data-approximate={span.isApproximate || undefined}
        data-open-start={span.fromMs === null || undefined}
        data-open-end={span.toMs === null || undefined}
        style={{ left: `${from}%`, width: `${Math.max(0, to - from)}%` }}
      />
    </span>
  )
}
