import { Button } from '@mantine/core'
import { useEffect, useRef, type RefObject } from 'react'
import { Clocks } from './clocks.tsx'
import type { DrawnScene } from './drawn-scenes.ts'
import type {
  FromPresenter,
  PresenterState,
  SceneAtStep,
  SceneOfPresenter,
} from '../presenter-channel.ts'
import css from './desk.module.css'
import { presentingMessages as words } from '../presenting-messages.ts'
import { SceneSeen } from './scene-seen.tsx'

/** Notes of more letters than that may be longer than the window. */
const LONG_NOTES = 500

type Props = {
  state: PresenterState
  drawn: (at: SceneAtStep) => DrawnScene
  send: (message: FromPresenter) => void
  /** Where they are read, to be scrolled by keys. */
  notes: RefObject<HTMLElement | null>
}

/** What a presenter has before them: what is shown and what comes next, their notes, time, and the way through. */
export function Desk({ state, drawn, send, notes }: Props) {
  const { now, next, titles, index } = state
  useEffect(() => {
    notes.current?.scrollTo({ top: 0 })
  }, [index, notes])
  const warnings = [
    state.isOffline && words.offline,
    state.isFullScreenLost && words.fullScreenLost,
  ].filter((each) => each !== false)
  const isStep = next !== null && next.at.scene.id === now?.at.scene.id
  const then = isStep ? titles[index + 1] : undefined
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
      <SceneNumbers titles={titles} index={index} go={(at) => send({ type: 'go', index: at })} />
      <section className={css['now']} aria-label={words.now}>
        <h2 aria-live="polite">
          {now?.title}
          {now !== null && now.stepCount > 0 && (
            <small>{words.step(now.step, now.stepCount)}</small>
          )}
        </h2>
        {now && <Seen shown={now} drawn={drawn} isBlack={state.isBlack} />}
      </section>
      <section className={css['next']} aria-label={words.next}>
        <h2>{next ? `${words.next}: ${calledNext(next, isStep)}` : words.last}</h2>
        {next && <Seen shown={next} drawn={drawn} isBlack={false} />}
        {then !== undefined && <p className={css['soft']}>{words.afterThat(then)}</p>}
      </section>
      <section ref={notes} className={css['notes']} aria-label={words.notes} tabIndex={-1}>
        {state.notes.trim() === '' ? (
          <p className={css['soft']}>{words.noNotes}</p>
        ) : (
          <p>{state.notes}</p>
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
        {state.notes.length > LONG_NOTES && (
          <span className={css['hint']}>{words.scrollNotes}</span>
        )}
      </footer>
    </main>
  )
}

function calledNext({ title, step, stepCount }: SceneOfPresenter, isStep: boolean): string {
  return isStep ? words.step(step, stepCount) : title
}

function Seen({
  shown: { title, at, outline },
  drawn,
  isBlack,
}: {
  shown: SceneOfPresenter
  drawn: Props['drawn']
  isBlack: boolean
}) {
  return <SceneSeen title={title} outline={outline} drawn={drawn(at)} isBlack={isBlack} />
}

function SceneNumbers({
  titles,
  index,
  go,
}: {
  titles: readonly string[]
  index: number
  go: (index: number) => void
}) {
  const current = useRef<HTMLButtonElement>(null)
  useEffect(() => {
    // Newer browsers answer with a promise, which is no way to end an effect.
    current.current?.scrollIntoView({ block: 'nearest' })
  }, [index])
  return (
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
              onClick={() => go(at)}
            >
              <span>{at + 1}</span> {title}
            </button>
          </li>
        ))}
      </ol>
    </nav>
  )
}
