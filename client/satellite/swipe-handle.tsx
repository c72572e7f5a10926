import { IconArrowsHorizontal } from '@tabler/icons-react'
import { useRef, type KeyboardEvent, type PointerEvent } from 'react'
import css from './compare.module.css'
import { messages } from './satellite-messages.ts'

type Props = {
  share: number
  onShare: (share: number) => void
  /** The date on the left, for those who hear it. */
  left: string
  /** 1 / scale of what it lies in, so that the handle keeps its size. */
  unscale?: number
  tabIndex?: number
}

const STEP = 0.02

/** The line between two pictures: dragged, or moved by arrow keys. Where it stands is nobody else's business. */
export function SwipeHandle({ share, onShare, left, unscale = 1, tabIndex = 0 }: Props) {
  const isHeld = useRef(false)
  const follow = (event: PointerEvent<HTMLElement>) => {
    event.stopPropagation()
    const box = event.currentTarget.parentElement?.getBoundingClientRect()
    if (!isHeld.current || !box || box.width === 0) return
    onShare(clamp((event.clientX - box.left) / box.width))
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const next = { ArrowLeft: share - STEP, ArrowRight: share + STEP, Home: 0, End: 1 }[event.key]
    event.stopPropagation()
    if (next === undefined) return
    event.preventDefault()
    onShare(clamp(next))
  }
  const percent = Math.round(share * 100)
  return (
    <div
      // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- a range input has a track of its own
      role="slider"
      tabIndex={tabIndex}
      aria-label={messages.compare.handle}
      aria-valuenow={percent}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuetext={messages.compare.handleValue(percent, left)}
      aria-orientation="horizontal"
      className={css['handle']}
      style={{ left: `${share * 100}%`, transform: `translateX(-50%) scaleX(${unscale})` }}
      onPointerDown={(event) => {
        event.stopPropagation()
        event.currentTarget.setPointerCapture(event.pointerId)
        isHeld.current = true
      }}
      onPointerMove={follow}
      onPointerUp={(event) => {
        event.stopPropagation()
        isHeld.current = false
      }}
      onPointerCancel={() => (isHeld.current = false)}
      onTouchStart={(event) => event.stopPropagation()}
      onTouchEnd={(event) => event.stopPropagation()}
      onDoubleClick={(event) => event.stopPropagation()}
      onKeyDown={onKeyDown}
    >
      <span
        className={css['grip']}
        style={{ transform: `translate(-50%, -50%) scaleY(${unscale})` }}
      >
        <IconArrowsHorizontal size={16} stroke={2} aria-hidden="true" />
      </span>
    </div>
  )
}

function clamp(share: number): number {
  return Math.max(0, Math.min(1, share))
}
