import { Button } from '@mantine/core'
import { useEffect, useRef, useState, type RefObject } from 'react'
import { useSearch } from 'wouter'
import { useDocumentTitle } from '../../ui/use-document-title.ts'
import { Quiet } from '../../ui/states.tsx'
import { OutlinePicture } from '../outline-picture.tsx'
import {
  openPresenterChannel,
  type Channel,
  type FromPresenter,
  type PresenterState,
} from './presenter-channel.ts'
import css from './presenter-page.module.css'
import { presentingMessages as words } from './presenting-messages.ts'
import { useStageKeys } from './use-stage-keys.ts'

/** The presenting window answers at once, unless it is gone or being loaded. */
const ANSWERED_WITHIN_MS = 3_000

/** Notes of more letters than that may be longer than the window. */
const LONG_NOTES = 500

/** How far a press scrolls the notes: three lines of them. */
const LINES_PX = 90

/** The presenter's own window: what comes next, notes and time. It drives the presentation in the other window. */
export function PresenterPage() {
  const key = new URLSearchParams(useSearch()).get('of') ?? ''
  const { state, isEnded, send } = useStageOf(key)
  const notes = useRef<HTMLElement>(null)
  useDocumentTitle(words.presenterTitle)
  const nothing = () => false
  useStageKeys(
    {
      onward: () => send({ type: 'onward' }),
      back: () => send({ type: 'back' }),
      first: () => send({ type: 'first' }),
      last: () => send({ type: 'last' }),
      escape: () => undefined,
      digit: () => undefined,
      undigit: nothing,
      enter: nothing,
      undo: () => undefined,
      redo: () => undefined,
      letters: {
        b: () => send({ type: 'black' }),
        '.': () => send({ type: 'black' }),
        k: () => send({ type: 'clip' }),
      },
      scroll: (by) => notes.current?.scrollBy({ top: by * LINES_PX }),
      step: (by) => send({ type: by < 0 ? 'frameBack' : 'frameOn' }),
    },
    'all',
  )
  if (isEnded) return <Quiet text={words.ended} />
  if (!state) return <Quiet text={words.waiting} />
  return <Desk state={state} send={send} notes={notes} />
}

function useStageOf(key: string) {
  const [state, setState] = useState<PresenterState | null>(null)
  const [isEnded, setEnded] = useState(false)
  const channel = useRef<Channel<FromPresenter>>(null)
  useEffect(() => {
    let isAnswered = true
    const opened = openPresenterChannel(key, (message) => {
      isAnswered = true
      if (message.type === 'ended') return setEnded(true)
      setEnded(false)
      setState(message)
    })
    channel.current = opened
    const ask = () => {
      // What is still shown here says nothing any more where the other window went without a word.
      if (!isAnswered) setState(null)
      isAnswered = false
      opened.send({ type: 'hello' })
    }
    ask()
    const timer = setInterval(ask, ANSWERED_WITHIN_MS)
    return () => {
      clearInterval(timer)
      opened.close()
    }
  }, [key])
  return {
    state,
    isEnded,
    send: (message: FromPresenter) => channel.current?.send(message),
  }
}

function Desk({
  state,
  send,
  notes,
}: {
  state: PresenterState
  send: (message: FromPresenter) => void
  notes: RefObject<HTMLElement | null>
}) {
  const { now, next, titles, index, step } = state
  const current = useRef<HTMLButtonElement>(null)
  useEffect(() => {
    // Newer browsers answer with a promise, which is no way to end an effect.
    current.current?.scrollIntoView({ block: 'nearest' })
    notes.current?.scrollTo({ top: 0 })
  }, [index, notes])
  const warnings = [
    state.isOffline && words.offline,
    state.isFullScreenLost && words.fullScreenLost,
  ].filter((each) => each !== false)
  return (
    <main className={css['desk']}>
      <header className={css['head']}>
        <h1>{state.briefing}</h1>
        <span className={css['source']}>
          {state.version === null ? words.live : words.frozen(state.version)}
        </span>
        {warnings.map((warning) => (
          <output key={warning} className={css['warning']}>
            {warning}
          </output>
        ))}
        <Clocks startedAt={state.startedAt} restart={() => send({ type: 'restartClock' })} />
      </header>
      <nav className={css['scenes']} aria-label={words.scenes}>
        <ol>
          {titles.map((title, at) => (
            // A scene has no other identity here than its place.
            // oxlint-disable-next-line react/no-array-index-key
            <li key={at}>
              <button
                type="button"
                ref={at === index ? current : undefined}
                aria-current={at === index ? 'step' : undefined}
                onClick={() => send({ type: 'go', index: at })}
              >
                <span>{at + 1}</span> {title}
              </button>
            </li>
          ))}
        </ol>
      </nav>
      <section ref={notes} className={css['now']} aria-label={words.notes} tabIndex={-1}>
        <h2 aria-live="polite">
          {now.title}
          {state.stepCount > 0 && <small> {words.step(step, state.stepCount)}</small>}
        </h2>
        {now.notes.trim() === '' ? (
          <p className={css['soft']}>{words.noNotes}</p>
        ) : (
          <p className={css['notes']}>{now.notes}</p>
        )}
      </section>
      <section className={css['next']} aria-label={words.next}>
        <h2>{next ? `${words.next}: ${next.title}` : words.last}</h2>
        {next?.outline && (
          <div className={css['picture']}>
            <OutlinePicture outline={next.outline} />
          </div>
        )}
      </section>
      <footer className={css['drive']}>
        <Button variant="default" size="md" onClick={() => send({ type: 'back' })}>
          {words.back}
        </Button>
        <Button size="md" onClick={() => send({ type: 'onward' })}>
          {words.onward}
        </Button>
        <Button
          variant="default"
          size="md"
          aria-pressed={state.isBlack}
          onClick={() => send({ type: 'black' })}
        >
          {words.black}
        </Button>
        {now.notes.length > LONG_NOTES && <span className={css['hint']}>{words.scrollNotes}</span>}
      </footer>
    </main>
  )
}

function Clocks({ startedAt, restart }: { startedAt: number; restart: () => void }) {
  const [now, setNow] = useState(() => Date.now())
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 500)
    return () => clearInterval(timer)
  }, [])
  return (
    <div className={css['clocks']}>
      <span>
        <small>{words.elapsed}</small> <time>{lengthInWords(now - startedAt)}</time>
      </span>
      <span>
        <small>{words.clock}</small>{' '}
        <time>{new Date(now).toLocaleTimeString(undefined, { timeStyle: 'short' })}</time>
      </span>
      <Button variant="subtle" color="gray" size="compact-sm" onClick={restart}>
        {words.restartClock}
      </Button>
    </div>
  )
}

/** `75_000` → "1:15". */
function lengthInWords(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / 1000))
  const [h, m, s] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60]
  const padded = (part: number) => String(part).padStart(2, '0')
  return h > 0 ? `${h}:${padded(m)}:${padded(s)}` : `${m}:${padded(s)}`
}
