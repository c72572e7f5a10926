import { useMediaQuery, useViewportSize } from '@mantine/hooks'
import { useState } from 'react'
import { z } from 'zod'
import { useKept } from '../../ui/use-kept.ts'
import { viewNames, viewOf, type ViewName } from './views.ts'

/** CSS pixels. A panel of this width has room for columns; the canvas keeps what `LEAST_CANVAS` says. */
export const WIDE_FROM = 640
const LEAST_WIDTH = 320
const LEAST_CANVAS = 320
/** Of the window, when somebody asks for more room. */
const WIDE_SHARE = 0.56

const kept = z.object({
  open: z.enum(viewNames).nullable(),
  last: z.enum(viewNames),
  widths: z.partialRecord(z.enum(viewNames), z.number().min(LEAST_WIDTH).max(10_000)),
})

export type Views = ReturnType<typeof useViews>

/** Which view stands beside the canvas and how wide, kept for each board in this browser. */
export function useViews(boardId: string) {
  const [{ open, last, widths }, change] = useKept(`redstring:views:${boardId}`, {
    schema: kept,
    initial: { open: null, last: 'register', widths: {} },
  })
  const isNarrowWindow = useMediaQuery('(max-width: 900px)', undefined, {
    getInitialValueInEffect: false,
  })
  const { width: windowWidth } = useViewportSize()
  const [openedByHand, setOpenedByHand] = useState<ViewName | null>(null)
  const most = Math.max(LEAST_WIDTH, windowWidth - LEAST_CANVAS)
  const wanted = open === null ? 0 : (widths[open] ?? viewOf(open).width)
  const width = Math.round(Math.min(wanted, windowWidth === 0 ? wanted : most))

  const show = (name: ViewName | null) => {
    setOpenedByHand(name)
    change((before) => ({ ...before, open: name, last: name ?? before.last }))
  }
  const resize = (next: number) => {
    if (open === null) return
    const fitting = Math.round(Math.min(Math.max(next, LEAST_WIDTH), most))
    change((before) => ({ ...before, widths: { ...before.widths, [open]: fitting } }))
  }
  return {
    open,
    last,
    /** CSS pixels; of no meaning in a narrow window, where the panel is a sheet. */
    width,
    least: LEAST_WIDTH,
    most,
    isNarrowWindow,
    isWide: !isNarrowWindow && width >= WIDE_FROM,
    takesFocus: openedByHand !== null && openedByHand === open,
    show,
    close: () => show(null),
    toggle: (name: ViewName) => show(open === name ? null : name),
    resize,
    /** Between a list and a table. */
    toggleWide: () => {
      if (open === null) return
      const { width: narrow } = viewOf(open)
      resize(width >= WIDE_FROM ? Math.min(narrow, WIDE_FROM - 1) : windowWidth * WIDE_SHARE)
    },
  }
}
