import { useRef, type KeyboardEvent, type PointerEvent } from 'react'
import { exactClock } from '../../shared/media/media-time.ts'
import { messages } from './media-messages.ts'
import css from './time-line.module.css'
import type { Player, PlayerState } from './player.ts'

/** What stands on the time line at a moment or over a range; `endS` null for a moment. */
export type Mark = { key: string; startS: number; endS: number | null; label: string }
export type Lane = { kind: 'notes' | 'quotes' | 'frames'; marks: readonly Mark[] }

/**
 * The clip as a strip: where it stands, the marked range, and a lane each for notes, quotes and cited frames. A
 * press goes to that moment; on something that stands there, to where it begins.
 */
export function TimeLine({
  player,
  state,
  lanes,
}: {
  player: Player
  state: PlayerState
  lanes: readonly Lane[]
}) {
  const strip = useRef<HTMLDivElement>(null)
  const { endS } = player.clip.times
  const left = (timeS: number) => `${(100 * Math.min(timeS, endS)) / (endS || 1)}%`
  const width = (startS: number, to: number) => left(Math.max(0, to - startS))

  const seek = (event: PointerEvent) => {
    const bounds = strip.current?.getBoundingClientRect()
    if (!bounds) return
    const share = (event.clientX - bounds.left) / bounds.width
    player.toTime(Math.max(0, Math.min(1, share)) * endS)
  }
  const onPointerDown = (event: PointerEvent<HTMLElement>) => {
    if (event.button !== 0) return
    const start = event.target instanceof HTMLElement ? event.target.dataset['start'] : undefined
    if (start !== undefined) return player.toTime(Number(start))
    event.currentTarget.setPointerCapture(event.pointerId)
    seek(event)
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const by = {
      ArrowLeft: -1,
      ArrowDown: -1,
      ArrowRight: 1,
      ArrowUp: 1,
      PageDown: -10,
      PageUp: 10,
    }[event.key]
    if (by === undefined) return
    event.preventDefault()
    event.stopPropagation()
    player.step(by)
  }
  return (
    <div
      ref={strip}
      className={css['line']}
      // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- an input has no room for lanes
      role="slider"
      tabIndex={0}
      aria-label={messages.line.label}
      aria-valuemin={0}
      aria-valuemax={player.clip.count - 1}
      aria-valuenow={state.index}
      aria-valuetext={messages.announce(state.index, exactClock(state.timeS))}
      onPointerDown={onPointerDown}
      onPointerMove={(event) => {
        if (event.currentTarget.hasPointerCapture(event.pointerId)) seek(event)
      }}
      onKeyDown={onKeyDown}
    >
      <span className={css['track']}>
        {state.inS !== null && (
          <span
            className={css['range']}
            style={{ left: left(state.inS), width: width(state.inS, state.outS ?? state.inS) }}
          />
        )}
        {state.outS !== null && state.inS === null && (
          <span className={css['range']} style={{ left: left(state.outS), width: 0 }} />
        )}
      </span>
      {lanes
        .filter(({ marks }) => marks.length > 0)
        .map(({ kind, marks }) => (
          <span key={kind} className={css['lane']}>
            {marks.map((mark) => (
              <span
                key={mark.key}
                className={css['mark']}
                data-kind={kind}
                data-start={mark.startS}
                data-moment={mark.endS === null || undefined}
                title={mark.label}
                style={{
                  left: left(mark.startS),
                  ...(mark.endS !== null && { width: width(mark.startS, mark.endS) }),
                }}
              />
            ))}
          </span>
        ))}
      <span className={css['head']} style={{ left: left(state.timeS) }} />
    </div>
  )
}
