import { useEffect, useRef, useState } from 'react'
import { enterFullScreen, leaveFullScreen } from './full-screen.ts'

/** So long after it is opened a second window may take the whole screen away. */
const WINDOW_OPENS_WITHIN_MS = 2_000

/**
 * The whole screen while somebody presents. A browser that leaves it for Escape keeps that key to itself: leaving it
 * unasked does what the key does, so that one press is enough. Where a second window took it away, or Escape only
 * closed something, the next press brings it back.
 */
export function useFullScreen(escape: () => void): {
  toggle: () => void
  /** Says that a second window opens now. */
  expectWindow: () => void
  isLost: boolean
} {
  const [isLost, setLost] = useState(false)
  const isAsked = useRef(false)
  const windowAt = useRef(-Infinity)
  const latest = useRef(escape)
  useEffect(() => {
    latest.current = escape
  })
  useEffect(() => {
    let before = document.fullscreenElement
    const onChange = () => {
      const left = before
      before = document.fullscreenElement
      if (before !== null) return setLost(false)
      const isUnasked = left === document.documentElement && !isAsked.current
      isAsked.current = false
      if (!isUnasked) return
      setLost(true)
      const isByWindow = performance.now() - windowAt.current < WINDOW_OPENS_WITHIN_MS
      if (!isByWindow && document.hasFocus()) latest.current()
    }
    document.addEventListener('fullscreenchange', onChange)
    return () => document.removeEventListener('fullscreenchange', onChange)
  }, [])
  useEffect(() => {
    if (!isLost) return
    const again = (event: Event) => {
      const isKey = event instanceof KeyboardEvent
      // Escape is no press that a browser takes as a wish; F says itself what it wants.
      if (!isKey || !['Escape', 'f', 'F'].includes(event.key)) enterFullScreen()
    }
    window.addEventListener('keydown', again, { capture: true })
    window.addEventListener('pointerup', again, { capture: true })
    return () => {
      window.removeEventListener('keydown', again, { capture: true })
      window.removeEventListener('pointerup', again, { capture: true })
    }
  }, [isLost])
  return {
    isLost,
    /** By what the browser has now: what was drawn last may be a moment behind. */
    toggle: () => {
      if (document.fullscreenElement === null) return enterFullScreen()
      isAsked.current = true
      leaveFullScreen()
    },
    expectWindow: () => {
      windowAt.current = performance.now()
    },
  }
}
