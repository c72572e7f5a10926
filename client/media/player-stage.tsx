import { useEffect, useRef } from 'react'
import type { Crop } from '../../shared/evidence/references.ts'
import { exactClock } from '../../shared/media/media-time.ts'
import { PictureStage } from '../viewer/picture-stage.tsx'
import { CropBox } from './crop-box.tsx'
import { messages } from './media-messages.ts'
import css from './player-stage.module.css'
import type { Player, PlayerState } from './player.ts'

/**
 * The picture of a clip: the browser's player while it plays, the exact frame on a canvas over it at rest. What is
 * said at this moment stands below.
 */
export function PlayerStage({
  player,
  state,
  address,
  title,
  said,
  crop,
  onCrop,
}: {
  player: Player
  state: PlayerState
  /** Of the file that is decoded. */
  address: string
  title: string
  said: string | undefined
  crop: Crop | null
  onCrop: (crop: Crop) => void
}) {
  const video = useRef<HTMLVideoElement>(null)
  const canvas = useRef<HTMLCanvasElement>(null)
  useEffect(
    () =>
      video.current && canvas.current ? player.attach(video.current, canvas.current) : undefined,
    [player],
  )
  const { size } = player.clip
  return (
    <div className={css['stage']}>
      <PictureStage
        size={size}
        label={messages.picture(title)}
        overlay={crop && <CropBox size={size} crop={crop} onCrop={onCrop} />}
      >
        {/* What is said stands below the picture and in the list of words. */}
        {/* oxlint-disable-next-line jsx-a11y/media-has-caption */}
        <video
          ref={video}
          className={css['layer']}
          src={address}
          muted={state.isMuted}
          playsInline
          preload="metadata"
          tabIndex={-1}
          aria-hidden="true"
        />
        <canvas
          ref={canvas}
          className={css['layer']}
          width={size.w}
          height={size.h}
          data-hidden={state.shownBy === 'video' || undefined}
          // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- it is drawn on, and has no address
          role="img"
          aria-label={messages.announce(state.index, exactClock(state.timeS))}
        />
      </PictureStage>
      {said !== undefined && <p className={css['said']}>{said}</p>}
      {state.isBroken && (
        <p className={css['broken']} role="alert">
          {messages.broken}
        </p>
      )}
    </div>
  )
}
