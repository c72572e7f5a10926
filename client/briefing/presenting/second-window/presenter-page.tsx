import { useRef } from 'react'
import { useSearch } from 'wouter'
import type { OpenBoard } from '../../../board/open-board.ts'
import { useDocumentTitle } from '../../../ui/use-document-title.ts'
import { Quiet } from '../../../ui/states.tsx'
import { Desk } from './desk.tsx'
import { presentingMessages as words } from '../presenting-messages.ts'
import { useDrawnScenes } from './use-drawn-scenes.ts'
import { useStageKeys } from '../use-stage-keys.ts'
import { useStageOf } from './use-stage-of.ts'

/** How far a press scrolls the notes: three lines of them. */
const LINES_PX = 90

/** The presenter's own window: what comes next, notes and time. It drives the presentation in the other window. */
export function PresenterPage({ boardId, me }: { boardId: string; me: OpenBoard['me'] }) {
  const key = new URLSearchParams(useSearch()).get('of') ?? ''
  const { state, told, isEnded, send } = useStageOf({ key, boardId })
  const wanted = state ? [state.now?.at, state.next?.at, state.ahead] : []
  const drawn = useDrawnScenes(told, { me, wanted })
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
  return <Desk state={state} drawn={drawn} send={send} notes={notes} />
}
