import {
  IconArrowsHorizontal,
  IconChevronLeft,
  IconChevronRight,
  IconColumns2,
  IconContrast2,
  IconPlayerPause,
  IconPlayerPlay,
  IconReplace,
  type Icon,
} from '@tabler/icons-react'
import { useEffect, useState } from 'react'
import type { CompareMode } from './aligned-pictures.tsx'
import css from './compare.module.css'
import { dateOf } from './date-of.ts'
import { messages } from './satellite-messages.ts'
import type { Comparison } from './use-comparison.ts'

const words = messages.compare
const icons: Record<CompareMode, Icon> = {
  swipe: IconArrowsHorizontal,
  blink: IconReplace,
  side: IconColumns2,
  difference: IconContrast2,
}
export const compareModes: CompareMode[] = ['swipe', 'blink', 'side', 'difference']

/** Slow enough to look at, and far from what could hurt anyone. */
const BLINK_MS = 1200

/** How one person looks at a comparison: nobody else sees it change. */
export function useLook() {
  const [mode, setMode] = useState<CompareMode>('swipe')
  const [share, setShare] = useState(0.5)
  const [top, setTop] = useState<'earlier' | 'later'>('earlier')
  const [isPlaying, setPlaying] = useState(false)
  const turn = () => setTop((before) => (before === 'earlier' ? 'later' : 'earlier'))
  const plays = isPlaying && mode === 'blink'
  useEffect(() => {
    if (!plays) return
    const timer = setInterval(
      () => setTop((before) => (before === 'earlier' ? 'later' : 'earlier')),
      BLINK_MS,
    )
    return () => clearInterval(timer)
  }, [plays])
  return { mode, setMode, share, setShare, top, turn, isPlaying: plays, setPlaying }
}

export type Look = ReturnType<typeof useLook>

type Press = Record<string, unknown>

/** Four ways to compare, as buttons; `press` is what keeps a press on a card from dragging it. */
export function ModeButtons({ look, press = {} }: { look: Look; press?: Press }) {
  return (
    <>
      {compareModes.map((mode) => {
        const Sign = icons[mode]
        return (
          <button
            key={mode}
            type="button"
            className={css['control']}
            aria-pressed={look.mode === mode}
            aria-label={words.modes[mode]}
            title={words.modes[mode]}
            {...press}
            onClick={() => look.setMode(mode)}
          >
            <Sign size={17} stroke={1.8} aria-hidden="true" />
          </button>
        )
      })}
      {look.mode === 'blink' && (
        <>
          <button
            type="button"
            className={css['control']}
            aria-label={words.other}
            title={words.other}
            {...press}
            onClick={look.turn}
          >
            <IconArrowsHorizontal size={17} stroke={1.8} aria-hidden="true" />
          </button>
          <button
            type="button"
            className={css['control']}
            aria-label={look.isPlaying ? words.pause : words.play}
            title={look.isPlaying ? words.pause : words.play}
            {...press}
            onClick={() => look.setPlaying(!look.isPlaying)}
          >
            {look.isPlaying ? (
              <IconPlayerPause size={17} stroke={1.8} aria-hidden="true" />
            ) : (
              <IconPlayerPlay size={17} stroke={1.8} aria-hidden="true" />
            )}
          </button>
        </>
      )}
    </>
  )
}

/** Steps a series through its dates: the later picture moves, and the earlier one with it where they would meet. */
export function StepButtons({ comparison, press = {} }: { comparison: Comparison; press?: Press }) {
  const { snapshots, shown, choose } = comparison
  const [first, second] = shown
  const last = snapshots.length - 1
  if (snapshots.length < 3) return null
  const step = (by: number) => {
    const next = Math.max(1, Math.min(last, second + by))
    choose('later', next)
    if (first >= next) choose('earlier', next - 1)
  }
  return (
    <>
      <button
        type="button"
        className={`${css['control']} ${css['step']}`}
        aria-label={words.previous}
        title={words.previous}
        disabled={second <= 1}
        {...press}
        onClick={() => step(-1)}
      >
        <IconChevronLeft size={18} stroke={1.8} aria-hidden="true" />
      </button>
      <span className={css['count']}>
        {second + 1} / {snapshots.length}
      </span>
      <button
        type="button"
        className={css['control']}
        aria-label={words.next}
        title={words.next}
        disabled={second >= last}
        {...press}
        onClick={() => step(1)}
      >
        <IconChevronRight size={18} stroke={1.8} aria-hidden="true" />
      </button>
    </>
  )
}

/** The dates of both pictures, in every way of comparing. */
export function DateLabels({ comparison, look }: { comparison: Comparison; look: Look }) {
  const [first, second] = comparison.shown
  const isBlinking = look.mode === 'blink'
  return (
    <div className={css['dates']}>
      <span className={css['date']} data-dim={(isBlinking && look.top === 'later') || undefined}>
        {dateOf(comparison.snapshots[first])}
      </span>
      <span className={css['date']} data-dim={(isBlinking && look.top === 'earlier') || undefined}>
        {dateOf(comparison.snapshots[second])}
      </span>
    </div>
  )
}
