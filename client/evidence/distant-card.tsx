import { isWithdrawn } from '../../shared/evidence/doubts.ts'
import { kinds, type Evidence } from '../../shared/evidence/kinds.ts'
import { statusOf } from '../../shared/evidence/status.ts'
import { textOf } from '../../shared/evidence/values.ts'
import { titleOf } from '../../shared/evidence/wording.ts'
import { cardMessages } from './card-messages.ts'
import card from './card.module.css'
import css from './distant-card.module.css'
import media from './media-body.module.css'
import { PlayheadVideo } from '../playhead/playhead-video.tsx'
import { usePlayedHere } from '../playhead/playhead-here.ts'
import { useHiddenBecause } from './curtain.tsx'
import { DistantPicture, hasDistantPicture } from './distant-picture.tsx'
import { messages as inspectorMessages } from './inspector-messages.ts'
import { KindIcon } from './kind-icon.tsx'
import { StandingVideo } from './standing-video.tsx'

const withdrawWords = inspectorMessages.withdraw

/** A card from afar: few words, large enough to read a board by. The doubt and the stand-in stay. */
export function DistantCard({
  evidence,
  boardId,
  standsAtS,
}: {
  evidence: Evidence
  boardId: string
  /** Where a clip stands, seconds of media time; its poster is shown where this is not given. */
  standsAtS?: number | undefined
}) {
  const hidden = useHiddenBecause(textOf(evidence, 'sensitivity'))
  const played = usePlayedHere(evidence.id)
  const { status, label, override } = statusOf(evidence)
  const withdrawn = isWithdrawn(evidence)
  const hasPicture = hidden === undefined && hasDistantPicture(evidence)
  return (
    <article
      className={`${card['card']} ${css['distant']}`}
      data-kind={evidence.kind}
      data-distant
      data-withdrawn={withdrawn || undefined}
      aria-label={`${kinds[evidence.kind].label}: ${titleOf(evidence)}`}
    >
      {hasPicture && (
        <div className={media['media']}>
          {played ? (
            <PlayheadVideo evidence={evidence} boardId={boardId} here={played} />
          ) : standsAtS !== undefined && evidence.kind === 'video' ? (
            <StandingVideo evidence={evidence} boardId={boardId} timeS={standsAtS} />
          ) : (
            <DistantPicture evidence={evidence} boardId={boardId} />
          )}
        </div>
      )}
      <p className={css['title']} data-alone={!hasPicture || undefined}>
        {hidden ?? titleOf(evidence)}
      </p>
      <p className={css['foot']} data-status={override ? 'disputed' : status}>
        <KindIcon kind={evidence.kind} size={26} />
        <span>
          {withdrawn && `${withdrawWords.state} `}
          {textOf(evidence, 'standIn') ? cardMessages.standIn : ''}
          {status !== 'unverified' && <strong> {label}</strong>}
        </span>
      </p>
    </article>
  )
}
