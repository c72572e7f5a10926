import {
  IconPlayerPauseFilled,
  IconPlayerPlayFilled,
  IconVolume,
  IconVolumeOff,
} from '@tabler/icons-react'
import { useEffect, useRef, useState } from 'react'
import { clock } from '../../shared/evidence/wording.ts'
import { cardMessages as words } from './card-messages.ts'
import css from './video-player.module.css'
import { pressable } from './pressable.ts'

/** Plays a clip in its card, without sound until asked, and stops when the card leaves the view. */
export function VideoPlayer({
  address,
  title,
  isActive,
  startS,
  onRest,
}: {
  address: string
  title: string
  isActive: boolean
  startS: number
  /** Called with the media time whenever the clip comes to rest. */
  onRest: ((seconds: number) => void) | undefined
}) {
  const video = useRef<HTMLVideoElement>(null)
  const [timeS, setTimeS] = useState(startS)
  const [durationS, setDurationS] = useState(0)
  const [isPaused, setPaused] = useState(false)
  const [isMuted, setMuted] = useState(true)
  const [isBroken, setBroken] = useState(false)
  usePauseOutOfView(video)

  const press = pressable(isActive)
  const rest = () => onRest?.(video.current?.currentTime ?? 0)
  // A recording cut off while it was made tells its length late, or never.
  const measure = ({ currentTarget }: React.SyntheticEvent<HTMLVideoElement>) => {
    if (Number.isFinite(currentTarget.duration)) setDurationS(currentTarget.duration)
  }
  const toggle = () => {
    if (!video.current) return
    if (video.current.paused) void video.current.play().catch(() => setPaused(true))
    else video.current.pause()
  }

  if (isBroken) return <p className={css['broken']}>{words.unplayable}</p>
  return (
    <div className={css['player']}>
      {/* A found clip has no captions; what is said in it stands in quotes beside it. */}
      {/* oxlint-disable-next-line jsx-a11y/media-has-caption */}
      <video
        ref={video}
        src={address}
        aria-label={title}
        autoPlay
        playsInline
        muted={isMuted}
        preload="metadata"
        onDurationChange={measure}
        onLoadedMetadata={(event) => {
          measure(event)
          if (startS > 0 && startS < event.currentTarget.duration)
            event.currentTarget.currentTime = startS
        }}
        onTimeUpdate={(event) => {
          setTimeS(event.currentTarget.currentTime)
          measure(event)
        }}
        onPlay={() => setPaused(false)}
        onPause={() => {
          setPaused(true)
          rest()
        }}
        onError={() => setBroken(true)}
      />
      <div
        className={css['controls']}
        data-paused={isPaused || undefined}
        {...press}
        tabIndex={undefined}
      >
        <button
          type="button"
          {...press}
          aria-label={isPaused ? words.play : words.pause}
          onClick={toggle}
        >
          {isPaused ? <IconPlayerPlayFilled size={18} /> : <IconPlayerPauseFilled size={18} />}
        </button>
        <input
          type="range"
          {...press}
          aria-label={words.seek}
          aria-valuetext={clock(timeS)}
          min={0}
          max={durationS || 1}
          step={0.04}
          value={timeS}
          onChange={(event) => {
            if (!video.current) return
            video.current.currentTime = Number(event.currentTarget.value)
            setTimeS(video.current.currentTime)
          }}
          onPointerUp={(event) => {
            press.onPointerUp(event)
            if (video.current?.paused) rest()
          }}
          onKeyUp={() => {
            if (video.current?.paused) rest()
          }}
        />
        <span className={css['time']}>
          {clock(timeS)} / {clock(durationS)}
        </span>
        <button
          type="button"
          {...press}
          aria-label={isMuted ? words.unmute : words.mute}
          onClick={() => setMuted(!isMuted)}
        >
          {isMuted ? <IconVolumeOff size={18} /> : <IconVolume size={18} />}
        </button>
      </div>
    </div>
  )
}

function usePauseOutOfView(video: React.RefObject<HTMLVideoElement | null>): void {
  useEffect(() => {
    const element = video.current
    if (!element) return
    const watch = new IntersectionObserver((entries) => {
      if (entries.some((entry) => !entry.isIntersecting)) element.pause()
    })
    watch.observe(element)
    return () => watch.disconnect()
  }, [video])
}
