import { useLayoutEffect, useState, type RefObject } from 'react'
import { giveWay, isPartName, type LeftOut, type Part } from './giving-way.ts'

/** What does not fit on a card, and how much taller it would have to be. */
export type Fit = { left: LeftOut | null; missingPx: number }

const whole: Fit = { left: null, missingPx: 0 }

/**
 * Lets the words of a card give way until it holds them, each time its size, its words or its fonts change. It is
 * measured where it is drawn, so that pictures and other people's browsers do the same by themselves, and nothing
 * of it is written to the board.
 */
export function useFitting(card: RefObject<HTMLElement | null>): Fit {
  const [fit, setFit] = useState(whole)
  useLayoutEffect(() => {
    const element = card.current
    if (!element) return
    const again = () => {
      const next = fitted(element)
      setFit((before) => (isSame(before, next) ? before : next))
    }
    again()
    const sizes = new ResizeObserver(again)
    sizes.observe(element)
    const words = new MutationObserver(again)
    words.observe(element, { childList: true, subtree: true, characterData: true })
    document.fonts.addEventListener('loadingdone', again)
    return () => {
      sizes.disconnect()
      words.disconnect()
      document.fonts.removeEventListener('loadingdone', again)
    }
  }, [card])
  return fit
}

function fitted(card: HTMLElement): Fit {
  const elements = [...card.querySelectorAll<HTMLElement>('[data-gives-way]')]
  delete card.dataset['cut']
  for (const element of elements) showAll(element)
  const over = () => card.scrollHeight - card.clientHeight
  const missingPx = over()
  if (missingPx <= 0) return whole
  // All are measured before any is changed; the line that says what is left out takes room too.
  const parts = elements.flatMap(partOf)
  card.dataset['cut'] = ''
  const left = giveWay(parts, over)
  if (!left) delete card.dataset['cut']
  return { left, missingPx }
}

function partOf(element: HTMLElement): Part[] {
  const name = element.dataset['givesWay']
  if (!isPartName(name) || element.clientHeight === 0) return []
  const isText = name !== 'pair' && name !== 'picture' && name !== 'heard'
  const lineH = Number.parseFloat(getComputedStyle(element).lineHeight) || 20
  const lines = isText ? Math.max(1, Math.round(element.clientHeight / lineH)) : 1
  return [{ name, lines, lineH, showOnly: (most) => showOnly(element, most) }]
}

function showOnly(element: HTMLElement, lines: number): void {
  element.dataset['lines'] = String(lines)
  element.style.setProperty('--lines', String(lines))
}

function showAll(element: HTMLElement): void {
  if (element.dataset['lines'] === undefined) return
  delete element.dataset['lines']
  element.style.removeProperty('--lines')
}

function isSame(a: Fit, b: Fit): boolean {
  return (
    a.missingPx === b.missingPx &&
    a.left?.lines === b.left?.lines &&
    a.left?.pairs === b.left?.pairs &&
    a.left?.hasDoubts === b.left?.hasDoubts
  )
}
