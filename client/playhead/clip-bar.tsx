import {
  IconPlayerPauseFilled,
  IconPlayerPlayFilled,
  IconPlayerSkipBack,
  IconPlayerSkipForward,
  IconVolume,
  IconVolumeOff,
  IconZoomIn,
} from '@tabler/icons-react'
import { playheadRates } from '../../shared/briefing/playhead.ts'
import { clock } from '../../shared/evidence/wording.ts'
import { StageControl } from '../board/stage/stage-control.tsx'
import { useLive } from '../ui/use-live.ts'
import type { ClipOnStage, PlayheadDesk } from './playhead-desk.ts'
import { playheadMessages as words } from './playhead-messages.ts'
import css from './playhead.module.css'
import { useStanding } from './use-standing.ts'

type Props = {
  desk: PlayheadDesk
  clips: readonly ClipOnStage[]
  /** One of them. */
  clip: ClipOnStage
  choose: (clip: ClipOnStage) => void
  /** Looks at it closely, on this screen only. */
  closer: () => void
  /** Absent while nothing of it is covered here. */
  uncover: (() => void) | null
}

/** What the presenter does with a clip, for everyone who sees it. */
export function ClipBar({ desk, clips, clip, choose, closer, uncover }: Props) {
  const { here } = desk
  const head = useLive(here.playhead)
  const isMuted = useLive(here.isMuted)
  const standing = useLive(here.standing)
  const video = useLive(here.video)
  const stands = useStanding(here) ?? clip.startS
  const durationS = video && Number.isFinite(video.duration) ? video.duration : 0
  const wantsToPlay = useLive(desk.wantsToPlay)
  const isPlaying = head?.item === clip.id && wantsToPlay
  return (
    <fieldset className={css['bar']} aria-label={words.clip}>
      {clips.length > 1 && (
        <select
          className={css['choice']}
          aria-label={words.which}
          value={clip.id}
          onChange={({ currentTarget }) => {
            const chosen = clips.find(({ id }) => id === currentTarget.value)
            if (chosen) choose(chosen)
            currentTarget.blur()
          }}
        >
          {clips.map(({ id, title }) => (
            <option key={id} value={id}>
              {title}
            </option>
          ))}
        </select>
      )}
      {uncover ? (
        <button type="button" className={css['choice']} onClick={uncover}>
          {words.uncover}
        </button>
      ) : (
        <>
          <StageControl
            label={isPlaying ? words.pause : words.play}
            icon={isPlaying ? IconPlayerPauseFilled : IconPlayerPlayFilled}
            run={() => desk.toggle(clip)}
          />
          <StageControl
            label={words.back}
            icon={IconPlayerSkipBack}
            run={() => desk.step(clip, -1)}
          />
          <StageControl
            label={words.onward}
            icon={IconPlayerSkipForward}
            run={() => desk.step(clip, 1)}
          />
          <input
            type="range"
            className={css['line']}
            aria-label={words.seek}
            aria-valuetext={clock(stands)}
            min={0}
            max={durationS || 1}
            step={0.02}
            disabled={head !== null && durationS === 0}
            value={stands}
            onChange={({ currentTarget }) => desk.seek(clip, Number(currentTarget.value))}
            // The keys are the presentation's again.
            onPointerUp={({ currentTarget }) => currentTarget.blur()}
          />
          <span className={css['time']}>
            {clock(stands)}
            {durationS > 0 && ` / ${clock(durationS)}`}
          </span>
          <select
            className={css['choice']}
            aria-label={words.rate}
            value={head?.rate ?? 1}
            onChange={({ currentTarget }) => {
              desk.setRate(clip, Number(currentTarget.value))
              currentTarget.blur()
            }}
          >
            {playheadRates.map((rate) => (
              <option key={rate} value={rate}>
                {words.times(rate)}
              </option>
            ))}
          </select>
          <StageControl
            label={isMuted ? words.presenterSoundOn : words.presenterSoundOff}
            icon={isMuted ? IconVolumeOff : IconVolume}
            run={() => here.isMuted.set(!isMuted)}
          />
        </>
      )}
      <StageControl label={words.closer} icon={IconZoomIn} run={closer} />
      {standing === 'failed' && (
        <output className={css['said']}>
          {words.failed}{' '}
          <button type="button" className={css['choice']} onClick={() => here.tryAgain()}>
            {words.tryAgain}
          </button>
        </output>
      )}
      {standing === 'catching-up' && <output className={css['said']}>{words.waiting}</output>}
    </fieldset>
  )
}
