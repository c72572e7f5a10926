import { notifications } from '@mantine/notifications'
import { useEffect, useRef, useState } from 'react'
import type { Scene } from '../../../shared/briefing/scene.ts'
import {
  afterPress,
  stepsSeen,
  type IsDead,
  type Standing,
} from '../../../shared/briefing/walking.ts'
import type { BoardHandle } from '../../board/board-handle.ts'
import { useBoard } from '../../board/board-provider.tsx'
import { useLive } from '../../ui/use-live.ts'
import { presenterAddress } from './address.ts'
import {
  openStageChannel,
  type Channel,
  type FromPresenter,
  type FromStage,
  type PresenterState,
  type SceneAtStep,
  type SceneOfPresenter,
} from './presenter-channel.ts'
import { presentingMessages as words } from './presenting-messages.ts'
import { tellBoard } from './tell-board.ts'

type Presented = {
  title: string
  version: string | null
  scenes: readonly Scene[]
  standing: Standing
  isBlack: boolean
  isOffline: boolean
  isFullScreenLost: boolean
  isDead: IsDead
  /** Of the channel to the presenter's window; the same after a reload. */
  stageKey: string
  /** Milliseconds since 1970. */
  startedAt: number
  run: Record<
    | 'onward'
    | 'back'
    | 'first'
    | 'last'
    | 'black'
    | 'end'
    | 'clip'
    | 'frameBack'
    | 'frameOn'
    | 'restartClock',
    () => void
  > & {
    go: (index: number) => void
  }
}

/** A presenter's window says every few seconds that it is there, and more seldom while nobody sees it. */
const SILENT_AFTER_MS = 70_000

/** By then a second window has said something, on a slow computer too. */
const OPENS_WITHIN_MS = 20_000

/** Tells the presenter's window how things stand and what is on the board, and does what is pressed there. */
export function usePresenter(presented: Presented): { open: () => void } {
  const board = useBoard()
  useLive(board.evidence)
  const { doc } = board
  const { stageKey: key } = presented
  const channel = useRef<Channel<FromStage>>(null)
  const [page] = useState(() => Math.random().toString(36).slice(2))
  const heardAt = useRef(-Infinity)
  const isThere = () => performance.now() - heardAt.current < SILENT_AFTER_MS
  const tell = () => channel.current?.send(stateOf(board, { ...presented, page }))
  const onMessage = (message: Exclude<FromPresenter, { type: 'board' }>) => {
    heardAt.current = message.type === 'bye' ? -Infinity : performance.now()
    if (message.type === 'bye') return
    if (message.type === 'hello') tell()
    else if (message.type === 'go') presented.run.go(message.index)
    else presented.run[message.type]()
  }
  const latest = useRef({ onMessage, tell })
  useEffect(() => {
    latest.current = { onMessage, tell }
    if (isThere()) tell()
  })
  useEffect(() => {
    let stopTelling = () => {}
    const opened = openStageChannel(key, (message) => {
      if (message.type !== 'board') return latest.current.onMessage(message)
      stopTelling()
      stopTelling = tellBoard(doc, {
        all: (update) => opened.send({ type: 'board', update }),
        edit: (update) => opened.send({ type: 'edit', update }),
      })
    })
    channel.current = opened
    // A window that was opened before a reload hears at once that it goes on.
    latest.current.tell()
    return () => {
      stopTelling()
      opened.send({ type: 'ended' })
      opened.close()
    }
  }, [key, doc])
  const waiting = useRef<ReturnType<typeof setTimeout>>(undefined)
  useEffect(() => () => clearTimeout(waiting.current), [])
  return {
    open: () => {
      if (isThere()) return void notifications.show({ message: words.presenterThere })
      const address = presenterAddress(board.boardId, key)
      // Only a window of its own kin has a thread of its own: nothing that is drawn there holds up the stage.
      window.open(address, '_blank', 'noopener,popup,width=1100,height=720')
      clearTimeout(waiting.current)
      waiting.current = setTimeout(() => {
        if (!isThere()) notifications.show({ message: words.presenterBlocked })
      }, OPENS_WITHIN_MS)
    },
  }
}

function stateOf(
  board: BoardHandle,
  {
    title,
    version,
    scenes,
    standing,
    isDead,
    startedAt,
    page,
    ...presented
  }: Presented & { page: string },
): PresenterState {
  const next = afterPress(scenes, standing, isDead)
  const ahead = next && afterPress(scenes, next, isDead)
  const told = (at: Standing | null): SceneOfPresenter | null => {
    const shown = at && atStep(scenes, at)
    if (!shown) return null
    const { scene, step } = shown
    const seen = stepsSeen(scene, step, isDead)
    const outline = board.canvasView.outlineOf(scene, step)
    return {
      title: scene.title || words.scene(at.index + 1),
      step: seen.step,
      stepCount: seen.count,
      at: shown,
      outline: outline && { frame: outline.frame, shapes: [...outline.shapes] },
    }
  }
  return {
    type: 'state',
    page,
    briefing: title || words.untitled,
    version,
    titles: scenes.map((scene, at) => scene.title || words.scene(at + 1)),
    index: standing.index,
    now: told(standing),
    notes: scenes[standing.index]?.notes ?? '',
    next: told(next),
    ahead: ahead && atStep(scenes, ahead),
    isBlack: presented.isBlack,
    isOffline: presented.isOffline,
    isFullScreenLost: presented.isFullScreenLost,
    startedAt,
  }
}

function atStep(scenes: readonly Scene[], { index, step }: Standing): SceneAtStep | null {
  const scene = scenes[index]
  return scene ? { scene, step } : null
}
