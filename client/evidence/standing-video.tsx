import type { Evidence } from '../../shared/evidence/kinds.ts'
import { titleOf } from '../../shared/evidence/wording.ts'
import { fileAddress } from '../api.ts'
import { playableHere } from '../media/playable.ts'
import { useWorkingCopy } from '../media/use-working-copy.ts'
import css from './media-body.module.css'
import { Picture } from './picture-body.tsx'

/** A clip at rest at one moment, without controls: what a scene shows of it. Its poster where no browser plays it. */
export function StandingVideo({
  evidence,
  boardId,
  timeS,
}: {
  evidence: Evidence
  boardId: string
  timeS: number
}) {
  const copy = useWorkingCopy(evidence, boardId)
  const playable = playableHere(evidence, boardId, copy?.sha256)
  if (!playable) return <Picture evidence={evidence} boardId={boardId} />
  const address = fileAddress(boardId, playable.sha256)
  return (
    <video
      className={css['picture']}
      src={address}
      muted
      playsInline
      preload="auto"
      tabIndex={-1}
      aria-label={titleOf(evidence)}
      ref={(video) => {
        if (video && Math.abs(video.currentTime - timeS) > 0.001) video.currentTime = timeS
      }}
      onLoadedMetadata={({ currentTarget }) => {
        currentTarget.currentTime = timeS
      }}
    />
  )
}
