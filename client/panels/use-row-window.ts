import { useCallback, useEffect, useState, type RefObject } from 'react'

const EXTRA_ROWS = 6

/**
 * Which of many rows of one height are in sight, so that ten thousand can be scrolled while thirty are drawn.
 *
 * @param headHeight CSS pixels at the top that rows scroll beneath
 */
export function useRowWindow(
  scroller: RefObject<HTMLElement | null>,
  { count, rowHeight, headHeight = 0 }: { count: number; rowHeight: number; headHeight?: number },
) {
  const [view, setView] = useState({ top: 0, height: 800 })
  const measure = useCallback(() => {
    const element = scroller.current
    if (element) setView({ top: element.scrollTop, height: element.clientHeight })
  }, [scroller])
  useEffect(() => {
    const element = scroller.current
    if (!element) return
    const watch = new ResizeObserver(measure)
    watch.observe(element)
    return () => watch.disconnect()
  }, [scroller, measure])

  /** Scrolls no further than needed for the row at this index to be in sight. */
  const bringIn = useCallback(
    (at: number) => {
      const element = scroller.current
      if (!element || at < 0) return
      const top = at * rowHeight
      const room = element.clientHeight - headHeight
      if (top < element.scrollTop) element.scrollTo({ top })
      else if (top + rowHeight > element.scrollTop + room)
        element.scrollTo({ top: top + rowHeight - room })
    },
    [scroller, rowHeight, headHeight],
  )
  const isIn = useCallback(
    (at: number) => {
      const element = scroller.current
      if (!element) return true
      const top = at * rowHeight
      return (
        top >= element.scrollTop - rowHeight &&
        top <= element.scrollTop + element.clientHeight - headHeight
      )
    },
    [scroller, rowHeight, headHeight],
  )
  const first = Math.min(Math.max(0, Math.floor(view.top / rowHeight) - EXTRA_ROWS), count)
  const last = Math.min(count, Math.ceil((view.top + view.height) / rowHeight) + EXTRA_ROWS)
  return { first, last: Math.max(first, last), onScroll: measure, bringIn, isIn }
}
