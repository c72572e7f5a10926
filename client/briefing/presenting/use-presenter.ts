import { useEffect, useRef } from 'react'
import type { Scene } from '../../../shared/briefing/scene.ts'
import { stepsSeen, type IsDead, type Standing } from '../../../shared/briefing/walking.ts'
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
  type SceneOfPresenter,
} from './presenter-channel.ts'
import { presentingMessages as words } from './presenting-messages.ts'

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

/** Tells the presenter's window how things stand, and does what is pressed there. */
export function usePresenter(presented: Presented): { open: () => boolean } {
  const board = useBoard()
  useLive(board.evidence)
  const { stageKey: key } = presented
  const channel = useRef<Channel<FromStage>>(null)
  const isHeard = useRef(false)
  const tell = () => channel.current?.send(stateOf(board, presented))
  const onMessage = (message: FromPresenter) => {
    isHeard.current = true
    if (message.type === 'hello') tell()
    else if (message.type === 'go') presented.run.go(message.index)
    else presented.run[message.type]()
  }
  const latest = useRef({ onMessage, tell })
  useEffect(() => {
    latest.current = { onMessage, tell }
    if (isHeard.current) tell()
  })
  useEffect(() => {
    const opened = openStageChannel(key, (message) => latest.current.onMessage(message))
    channel.current = opened
    // A window that was opened before a reload hears at once that it goes on.
    latest.current.tell()
    return () => {
      opened.send({ type: 'ended' })
      opened.close()
    }
  }, [key])
  return {
    open: () => {
      const address = presenterAddress(board.boardId, key)
      return window.open(address, `presenter-${key}`, 'popup,width=1000,height=680') !== null
    },
  }
}

function stateOf(
  board: BoardHandle,
  { title, version, scenes, standing, isDead, startedAt, ...presented }: Presented,
): PresenterState {
  const { index } = standing
  const scene = scenes[index]
  const seen = scene ? stepsSeen(scene, standing.step, isDead) : { step: 0, count: 0 }
  const told = (at: number): SceneOfPresenter | null => {
    const scene = scenes[at]
    if (!scene) return null
    const outline = at === index ? null : board.canvasView.outlineOf(scene)
    return {
      title: scene.title || words.scene(at + 1),
      notes: scene.notes,
      outline: outline && { frame: outline.frame, shapes: [...outline.shapes] },
    }
  }
  return {
    type: 'state',
    briefing: title || words.untitled,
    version,
    titles: scenes.map((scene, at) => scene.title || words.scene(at + 1)),
    index,
    step: seen.step,
    stepCount: seen.count,
    now: told(index) ?? { title: '', notes: '', outline: null },
    next: told(index + 1),
    isBlack: presented.isBlack,
    isOffline: presented.isOffline,
    isFullScreenLost: presented.isFullScreenLost,
    startedAt,
  }
}
