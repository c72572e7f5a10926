import { useEffect } from 'react'
import type { Awareness } from 'y-protocols/awareness'
import type { OwnInk } from '../../board/stage/own-ink.ts'
import { useLooking } from '../../history/looking.ts'

/** Points that come within this time are told together, in milliseconds. */
const TELL_EVERY_MS = 50

/**
 * Tells those who follow, and the audience of links, what is written and pointed at here, while it changes.
 *
 * @param sceneId the scene that others are shown; undefined where they are shown nothing
 */
export function useShareInk(ink: OwnInk, sceneId: string | undefined): void {
  const { awareness } = useLooking().live.session
  useEffect(() => {
    if (sceneId === undefined) return
    return shareInk(ink, { awareness, sceneId })
  }, [ink, awareness, sceneId])
}

function shareInk(
  ink: OwnInk,
  { awareness, sceneId }: { awareness: Awareness; sceneId: string },
): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined
  let toldAt = 0
  let isTold = false
  const tell = () => {
    timer = undefined
    toldAt = Date.now()
    const { strokes, laser } = ink.told.get()
    const isSomething = strokes.length > 0 || laser !== null
    if (!isSomething && !isTold) return
    isTold = isSomething
    awareness.setLocalStateField('ink', isSomething ? { scene: sceneId, strokes, laser } : null)
  }
  const stop = ink.told.subscribe(() => {
    timer ??= setTimeout(tell, Math.max(0, toldAt + TELL_EVERY_MS - Date.now()))
  })
  return () => {
    stop()
    clearTimeout(timer)
    if (isTold) awareness.setLocalStateField('ink', null)
  }
}
