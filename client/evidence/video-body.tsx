import { IconPlayerPlayFilled } from '@tabler/icons-react'
import { lazy, Suspense, useState } from 'react'
import { valueOf } from '../../shared/evidence/values.ts'
import { clock, titleOf } from '../../shared/evidence/wording.ts'
import { fileAddress } from '../api.ts'
import { CloserButton } from '../media/closer-button.tsx'
import { CopyState } from '../media/copy-state.tsx'
import { PlayheadVideo } from '../playhead/playhead-video.tsx'
import { usePlayedHere, usePlayheadHere } from '../playhead/playhead-here.ts'
import { playableHere } from '../media/playable.ts'
import { isUnderWay, useWorkingCopy } from '../media/use-working-copy.ts'
import { cardMessages } from './card-messages.ts'
import css from './media-body.module.css'
import type { BodyProps } from './evidence-card.tsx'
import { givesWay } from './fitting/giving-way.ts'
import { Picture } from './picture-body.tsx'
import { pressable } from './pressable.ts'
import { StandingVideo } from './standing-video.tsx'
import { UploadState } from './upload-state.tsx'

const VideoPlayer = lazy(async () => ({
  default: (await import('./video-player.tsx')).VideoPlayer,
}))

/** A clip: its poster and length, and a player once it is asked for. */
export function VideoBody({
  evidence,
  boardId,
  isActive,
  isStill,
  mediaTimeS,
  isStanding,
  onMediaTime,
}: BodyProps) {
  const [isPlaying, setPlaying] = useState(false)
  const stage = usePlayheadHere()
  const played = usePlayedHere(evidence.id)
  const copy = useWorkingCopy(evidence, boardId)
  const playable = playableHere(evidence, boardId, copy?.sha256)
  const hasFile = valueOf(evidence, 'file', 'file') !== undefined
  const durationS = valueOf(evidence, 'facts', 'facts')?.durationS
  const poster = <Picture evidence={evidence} boardId={boardId} />
  return (
    <>
      <div className={css['media']} {...givesWay('picture')}>
        {played && !isStill ? (
          <PlayheadVideo evidence={evidence} boardId={boardId} here={played} />
        ) : playable && isPlaying && !isStill ? (
          <Suspense fallback={poster}>
            <VideoPlayer
              address={fileAddress(boardId, playable.sha256)}
              title={titleOf(evidence)}
              isActive={isActive}
              startS={mediaTimeS}
              onRest={onMediaTime}
            />
          </Suspense>
        ) : (
          <>
            {isStanding && !isStill ? (
              <StandingVideo evidence={evidence} boardId={boardId} timeS={mediaTimeS} />
            ) : (
              poster
            )}
            {playable && !isStill && (!stage || stage.isPresenter) && (
              <button
                type="button"
                className={css['play']}
                aria-label={`${cardMessages.play}: ${titleOf(evidence)}`}
                {...pressable(isActive)}
                onClick={() => setPlaying(true)}
              >
                <IconPlayerPlayFilled size={22} aria-hidden="true" />
              </button>
            )}
            {durationS !== undefined && !copy?.message && !isUnderWay(copy) && (
              <span className={css['duration']} data-clock>
                {(mediaTimeS > 0 ? [mediaTimeS, durationS] : [durationS]).map(clock).join(' / ')}
              </span>
            )}
          </>
        )}
        {copy && !isPlaying && !isStill && <CopyState copy={copy} />}
        {hasFile && !isStill && (!stage || stage.isPresenter) && (
          <CloserButton evidence={evidence} isActive={isActive} timeS={mediaTimeS} />
        )}
        <UploadState evidence={evidence} isActive={isActive} isStill={isStill} />
      </div>
      <p className={css['title']} {...givesWay('title')}>
        {titleOf(evidence)}
      </p>
    </>
  )
}
