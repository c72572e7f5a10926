import { Button } from '@mantine/core'
import { IconVolume, IconVolumeOff } from '@tabler/icons-react'
import type { EvidenceId } from '../../shared/evidence/kinds.ts'
import { textOf, valueOf } from '../../shared/evidence/values.ts'
import { useBoard } from '../board/board-provider.tsx'
import { hiddenBecause } from '../evidence/curtain.tsx'
import { useLive } from '../ui/use-live.ts'
import type { PlayheadHere } from './playhead-here.ts'
import { playheadMessages as words } from './playhead-messages.ts'
import css from './playhead.module.css'

/** Of the clip that is played: this viewer's own sound, and why it is not where the others' is. Nothing while none is. */
export function ViewerBar({
  here,
  uncover = null,
}: {
  here: PlayheadHere
  /** Shows what is kept covered; null where that is asked for elsewhere. */
  uncover?: (() => void) | null
}) {
  const head = useLive(here.playhead)
  return head && <OfClip here={here} id={head.item} uncover={uncover} />
}

function OfClip({
  here,
  id,
  uncover,
}: {
  here: PlayheadHere
  id: EvidenceId
  uncover: (() => void) | null
}) {
  const board = useBoard()
  useLive(board.evidence)
  const evidence = board.evidence.get(id)
  const isMuted = useLive(here.isMuted)
  const standing = useLive(here.standing)
  const isShown = useLive(here.video) !== null
  const facts = evidence && valueOf(evidence, 'facts', 'facts')
  const hasSound = facts?.audioCodec !== undefined || facts?.videoCodec === undefined
  const isCovered = evidence && hiddenBecause(textOf(evidence, 'sensitivity')) !== undefined
  if (isCovered && uncover)
    return (
      <span className={css['viewer']}>
        <output>{words.covered}</output>
        <Button size="compact-sm" variant="white" onClick={uncover}>
          {words.uncover}
        </Button>
      </span>
    )
  if (!isShown || (!hasSound && standing === 'together')) return null
  const Sign = isMuted ? IconVolumeOff : IconVolume
  return (
    <span className={css['viewer']}>
      {hasSound && standing !== 'failed' && (
        <Button
          size="compact-sm"
          variant="white"
          leftSection={<Sign size={16} stroke={1.8} aria-hidden="true" />}
          onClick={() => here.isMuted.set(!isMuted)}
        >
          {isMuted ? words.soundOn : words.soundOff}
        </Button>
      )}
      {standing === 'catching-up' && <output>{words.catchingUp}</output>}
      {standing === 'failed' && (
        <>
          <output>{words.failed}</output>
          <Button size="compact-sm" variant="white" onClick={() => here.tryAgain()}>
            {words.tryAgain}
          </Button>
        </>
      )}
      {standing === 'held-back' && (
        <>
          <output>{words.heldBack}</output>
          <Button
            size="compact-sm"
            variant="white"
            onClick={() => {
              here.standing.set('together')
              void here.video
                .get()
                ?.play()
                .catch(() => here.standing.set('held-back'))
            }}
          >
            {words.playHere}
          </Button>
        </>
      )}
    </span>
  )
}
