import { Button, Progress } from '@mantine/core'
import { Link } from 'wouter'
import { caseMessages as words } from './case-messages.ts'
import css from './case-import.module.css'
import type { CaseImporting } from './use-case-import.ts'

/** How far a package is that somebody brings, over the list of boards. */
export function CaseImportCard({ state, dismiss }: CaseImporting) {
  if (!state) return null
  const boardId =
    state.is === 'done' ? state.board.id : state.is === 'failed' ? state.boardId : undefined
  return (
    <section className={css['card']} aria-label={words.importCase}>
      <div className={css['line']}>
        <p role={state.is === 'failed' ? 'alert' : 'status'}>{sentenceOf(state)}</p>
        <div className={css['acts']}>
          {boardId !== undefined && (
            <Button component={Link} href={`/board/${boardId}`} variant="default" size="compact-md">
              {words.openIt}
            </Button>
          )}
          {state.is !== 'checking' && state.is !== 'taking-in' && (
            <Button variant="default" size="compact-md" onClick={dismiss}>
              {isOnItsWay(state) ? words.cancel : words.close}
            </Button>
          )}
        </div>
      </div>
      {isOnItsWay(state) && (
        <Progress value={state.share * 100} aria-label={words.progress} transitionDuration={0} />
      )}
    </section>
  )
}

type State = NonNullable<CaseImporting['state']>

function isOnItsWay(state: State): state is Extract<State, { share: number }> {
  return state.is === 'sending' || state.is === 'offline'
}

function sentenceOf(state: State): string {
  switch (state.is) {
    case 'sending':
      return words.sending(state.name, Math.round(state.share * 100))
    case 'offline':
      return words.offline(state.name, Math.round(state.share * 100))
    case 'checking':
      return words.checking
    case 'taking-in':
      return words.takingIn
    case 'done':
      return words.done(state.board.title)
    case 'failed':
      return state.sentence
  }
}
