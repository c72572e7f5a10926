import { useEffect, useRef, useState } from 'react'
import {
  openPresenterChannel,
  type Channel,
  type FromPresenter,
  type PresenterState,
} from '../presenter-channel.ts'
import { toldBoard, type ToldBoard } from './told-board.ts'

/** The presenting window answers at once, unless it is gone or being loaded. */
const ANSWERED_WITHIN_MS = 3_000

/** What the presenting window tells: how things stand, and the board that it shows, for pictures of it. */
export function useStageOf({ key, boardId }: { key: string; boardId: string }) {
  const [state, setState] = useState<PresenterState | null>(null)
  const [told, setTold] = useState<ToldBoard | null>(null)
  const [isEnded, setEnded] = useState(false)
  const channel = useRef<Channel<FromPresenter>>(null)
  useEffect(() => {
    let isAnswered = true
    let askedOf: string | null = null
    let board: ToldBoard | null = null
    const replaceBoard = (next: ToldBoard | null) => {
      board?.close()
      board = next
      setTold(next)
    }
    const opened = openPresenterChannel(key, (message) => {
      isAnswered = true
      switch (message.type) {
        case 'board':
          return replaceBoard(toldBoard(boardId, message.update))
        case 'edit':
          return board?.take(message.update)
        case 'ended':
          askedOf = null
          replaceBoard(null)
          return setEnded(true)
        case 'state': {
          setEnded(false)
          setState(message)
          // A page that was loaded again may have another board, and tells nobody what it was not asked for.
          if (askedOf === message.page) return
          askedOf = message.page
          return opened.send({ type: 'board' })
        }
      }
    })
    channel.current = opened
    const ask = () => {
      // What is still shown here says nothing any more where the other window went without a word.
      if (!isAnswered) setState(null)
      isAnswered = false
      opened.send({ type: 'hello' })
    }
    const leave = () => opened.send({ type: 'bye' })
    ask()
    const timer = setInterval(ask, ANSWERED_WITHIN_MS)
    window.addEventListener('pagehide', leave)
    return () => {
      clearInterval(timer)
      window.removeEventListener('pagehide', leave)
      leave()
      opened.close()
      replaceBoard(null)
    }
  }, [key, boardId])
  return {
    state,
    told,
    isEnded,
    send: (message: FromPresenter) => channel.current?.send(message),
  }
}
