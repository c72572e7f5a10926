import { kinds, type Evidence } from '../../shared/evidence/kinds.ts'
import { verificationStatuses } from '../../shared/evidence/fields.ts'
import { textOf, valueOf } from '../../shared/evidence/values.ts'
import { titleOf } from '../../shared/evidence/wording.ts'
import { messages } from '../ui/messages.ts'
import css from './card.module.css'
import { hiddenBecause } from './curtain.tsx'
import { KindIcon } from './kind-icon.tsx'
import { Picture, pictureOf } from './picture-body.tsx'

/** A card from afar: few words, large enough to read a board by. The doubt and the stand-in stay. */
export function DistantCard({ evidence, boardId }: { evidence: Evidence; boardId: string }) {
  const hidden = hiddenBecause(textOf(evidence, 'sensitivity'))
  const status = valueOf(evidence, 'verification', 'verification')?.status ?? 'unverified'
  const isMedia = ['video', 'photo', 'satellite'].includes(evidence.kind)
  const hasPicture = isMedia && hidden === undefined && pictureOf(evidence) !== undefined
  return (
    <article
      className={css['card']}
      data-kind={evidence.kind}
      data-distant
      aria-label={`${kinds[evidence.kind].label}: ${titleOf(evidence)}`}
    >
      {hasPicture && (
        <div className={css['media']}>
          <Picture evidence={evidence} boardId={boardId} />
        </div>
      )}
      <p className={css['distantTitle']} data-alone={!hasPicture || undefined}>
        {hidden ?? titleOf(evidence)}
      </p>
      <p className={css['distantFoot']} data-status={status}>
        <KindIcon kind={evidence.kind} size={26} />
        <span>
          {textOf(evidence, 'standIn') ? messages.card.standIn : ''}
          {status !== 'unverified' && <strong> {verificationStatuses[status]}</strong>}
        </span>
      </p>
    </article>
  )
}
