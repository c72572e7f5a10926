import { useEffect, useRef, useState } from 'react'
import type { Evidence } from '../../shared/evidence/kinds.ts'
import { titleOf } from '../../shared/evidence/wording.ts'
import { fileAddress } from '../api.ts'
import { Picture } from '../evidence/picture-body.tsx'
import { playableHere } from '../media/playable.ts'
import { useWorkingCopy } from '../media/use-working-copy.ts'
import { useLive } from '../ui/use-live.ts'
import { Keeper } from './keeper.ts'
import type { PlayheadHere } from './playhead-here.ts'
import css from './playhead.module.css'

/** A clip on the stage, where the playhead stands: its poster until there is something to see, and where it fails. */
export function PlayheadVideo({
  evidence,
  boardId,
  here,
}: {
  evidence: Evidence
  boardId: string
  here: PlayheadHere
}) {
  const copy = useWorkingCopy(evidence, boardId)
  const playable = playableHere(evidence, boardId, copy?.sha256)
  const tries = useLive(here.tries)
  const picture = <Picture evidence={evidence} boardId={boardId} />
  if (!playable) return picture
  const address = fileAddress(boardId, playable.sha256)
  return (
    <>
      {picture}
      <Kept key={`${address} ${tries}`} address={address} title={titleOf(evidence)} here={here} />
    </>
  )
}

function Kept({ address, title, here }: { address: string; title: string; here: PlayheadHere }) {
  const video = useRef<HTMLVideoElement>(null)
  const [isSeen, setSeen] = useState(false)
  const isMuted = useLive(here.isMuted)
  const standing = useLive(here.standing)
  useEffect(() => {
    if (!video.current) return
    const keeper = new Keeper(video.current, here)
    return () => keeper.close()
  }, [here])
  return (
    // What is said in it stands in quotes beside it.
    // oxlint-disable-next-line jsx-a11y/media-has-caption
    <video
      ref={video}
      className={css['video']}
      src={address}
      muted={isMuted}
      playsInline
      preload="auto"
      tabIndex={-1}
      aria-label={title}
      data-seen={(isSeen && standing !== 'failed') || undefined}
      data-playhead
      onLoadedData={() => setSeen(true)}
    />
  )
}
