import {
  IconCamera,
  IconChevronLeft,
  IconChevronRight,
  IconCrop,
  IconLayoutGrid,
  IconPlayerPauseFilled,
  IconPlayerPlayFilled,
  IconPlayerTrackNextFilled,
  IconPlayerTrackPrevFilled,
  IconRepeat,
  IconVolume,
  IconVolumeOff,
  IconX,
} from '@tabler/icons-react'
import { useState, type ReactNode } from 'react'
import { exactClock } from '../../shared/media/media-time.ts'
import { lengthOf } from './frame-times.ts'
import { messages } from './media-messages.ts'
import controls from './controls.module.css'
import css from './transport.module.css'
import type { Player, PlayerState } from './player.ts'

const words = messages.controls
const ICON = { size: 17, stroke: 1.8, 'aria-hidden': true } as const

/** Everything that moves in a clip, and what can be taken from it. */
export function Transport({
  player,
  state,
  taking,
}: {
  player: Player
  state: PlayerState
  /** Absent for those who only view. */
  taking?: {
    grab: () => void
    isGrabbing: boolean
    isCropping: boolean
    toggleCrop: () => void
    isSheetOpen: boolean
    toggleSheet: () => void
  }
}) {
  const { rate, isMuted, isLooping, inS, outS } = state
  const inWords = inS === null ? words.markIn : `${words.markIn} ${exactClock(inS)}`
  const outWords = outS === null ? words.markOut : `${words.markOut} ${exactClock(outS)}`
  return (
    <div className={css['transport']} role="toolbar" aria-label={words.label}>
      <span className={css['group']}>
        <Tool label={words.backwards} onClick={() => player.shuttle(-1)} isOn={rate < 0}>
          <IconPlayerTrackPrevFilled {...ICON} />
        </Tool>
        <Tool label={words.back} onClick={() => player.step(-1)}>
          <IconChevronLeft {...ICON} />
        </Tool>
        <Tool label={rate === 0 ? words.play : words.pause} onClick={() => player.toggle()}>
          {rate === 0 ? <IconPlayerPlayFilled {...ICON} /> : <IconPlayerPauseFilled {...ICON} />}
        </Tool>
        <Tool label={words.on} onClick={() => player.step(1)}>
          <IconChevronRight {...ICON} />
        </Tool>
        <Tool label={words.onwards} onClick={() => player.shuttle(1)} isOn={rate > 1}>
          <IconPlayerTrackNextFilled {...ICON} />
        </Tool>
        <Tool label={isMuted ? words.unmute : words.mute} onClick={() => player.setMuted(!isMuted)}>
          {isMuted ? <IconVolumeOff {...ICON} /> : <IconVolume {...ICON} />}
        </Tool>
      </span>
      <Readout player={player} state={state} />
      <span className={css['group']}>
        <Tool
          label={words.markInLabel(inWords)}
          onClick={() => player.mark('in')}
          isOn={inS !== null}
        >
          {inWords}
        </Tool>
        <Tool
          label={words.markOutLabel(outWords)}
          onClick={() => player.mark('out')}
          isOn={outS !== null}
        >
          {outWords}
        </Tool>
        <Tool label={words.loopLabel} onClick={() => player.toggleLoop()} isOn={isLooping}>
          <IconRepeat {...ICON} />
        </Tool>
        {(inS !== null || outS !== null) && (
          <Tool label={words.clear} onClick={() => player.clearMarks()}>
            <IconX {...ICON} />
          </Tool>
        )}
      </span>
      {taking && (
        <span className={css['group']}>
          <Tool label={words.cropLabel} onClick={taking.toggleCrop} isOn={taking.isCropping}>
            <IconCrop {...ICON} />
          </Tool>
          <Tool label={words.grabLabel} onClick={taking.grab} isBusy={taking.isGrabbing}>
            <IconCamera {...ICON} />
            {words.grab}
          </Tool>
          <Tool label={words.sheet} onClick={taking.toggleSheet} isOn={taking.isSheetOpen}>
            <IconLayoutGrid {...ICON} />
            {words.sheet}
          </Tool>
        </span>
      )}
    </div>
  )
}

/** Which frame this is. A number typed here leads to that frame. */
function Readout({ player, state }: { player: Player; state: PlayerState }) {
  const [typed, setTyped] = useState<string | null>(null)
  const { times } = player.clip
  const last = player.clip.count - 1
  const go = () => {
    if (typed !== null && /^\d{1,9}$/.test(typed.trim())) player.toFrame(Number(typed))
    setTyped(null)
  }
  return (
    <span className={css['readout']}>
      <label>
        <span className={controls['soft']}>{words.frame}</span>
        <input
          className={css['frameNumber']}
          aria-label={words.frameNumber}
          title={words.lastFrame(last)}
          inputMode="numeric"
          autoComplete="off"
          size={Math.max(3, String(last).length)}
          value={typed ?? String(state.index)}
          onFocus={({ currentTarget }) => currentTarget.select()}
          onChange={({ currentTarget }) => setTyped(currentTarget.value)}
          onBlur={go}
          onKeyDown={({ key, currentTarget }) => {
            if (key !== 'Enter') return
            go()
            currentTarget.select()
          }}
        />
      </label>
      <span className={controls['soft']}>{words.of(last)}</span>
      <span className={css['time']}>{exactClock(state.timeS)}</span>
      {state.rate !== 0 && state.rate !== 1 && (
        <span className={controls['soft']}>{words.speed(state.rate)}</span>
      )}
      {times.isVariable && (
        <span className={controls['soft']}>
          {words.variable(state.timeS.toFixed(6), Math.round(lengthOf(times, state.index) * 1000))}
        </span>
      )}
    </span>
  )
}

function Tool({
  label,
  onClick,
  isOn,
  isBusy = false,
  children,
}: {
  label: string
  onClick: () => void
  /** For what is on or off. */
  isOn?: boolean
  isBusy?: boolean
  children: ReactNode
}) {
  return (
    <button
      type="button"
      className={css['tool']}
      aria-label={label}
      title={label}
      aria-pressed={isOn}
      disabled={isBusy}
      onClick={onClick}
    >
      {children}
    </button>
  )
}
