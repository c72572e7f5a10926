import { lazy, memo, Suspense, useRef, type ReactNode } from 'react'
import { isWithdrawn } from '../../shared/evidence/doubts.ts'
import { kinds, type Evidence, type KindName } from '../../shared/evidence/kinds.ts'
import { statusOf } from '../../shared/evidence/status.ts'
import { textOf } from '../../shared/evidence/values.ts'
import { titleOf } from '../../shared/evidence/wording.ts'
import { DuplicateLine } from '../duplicates/duplicate-line.tsx'
import { cardMessages } from './card-messages.ts'
import css from './card.module.css'
import { CardMeta } from './card-meta.tsx'
import { ClaimBody } from './claim-body.tsx'
import { Curtain } from './curtain.tsx'
import { DistantCard } from './distant-card.tsx'
import { DocumentBody } from './document-body.tsx'
import fitting from './fitting/fitting.module.css'
import { givesWay } from './fitting/giving-way.ts'
import { MoreLine } from './fitting/more-line.tsx'
import { useFitting } from './fitting/use-fitting.ts'
import { KindIcon } from './kind-icon.tsx'
import { LinkBody } from './link-body.tsx'
import { MatchBody } from './match-body.tsx'
import { PictureBody } from './picture-body.tsx'
import { QuestionBody } from './question-body.tsx'
import { QuoteBody } from './quote-body.tsx'
import { StatusChip } from './status-chip.tsx'
import { VideoBody } from './video-body.tsx'

export type EvidenceCardProps = {
  /** Undefined where the record is not on the board: withdrawn, or not here yet. */
  evidence: Evidence | undefined
  boardId: string
  /** Its card is chosen: what can be pressed on it can then be reached by Tab. */
  isActive?: boolean
  /** Drawn for a picture, or very small: nothing that plays or can be pressed. */
  isStill?: boolean
  /** Seen from so far away that only a picture, a title and a doubt can be made out. */
  isDistant?: boolean
  /** Where a clip stands, seconds of media time. */
  mediaTimeS?: number
  /** Shows the very frame at that time rather than the poster. */
  isStanding?: boolean
  /** Called when a clip comes to rest at another time; absent for viewers. */
  onMediaTime?: ((seconds: number) => void) | undefined
  /** Makes its card that much taller, canvas pixels; absent for those who may not. */
  onGrow?: ((byPx: number) => void) | undefined
}

export type BodyProps = Required<
  Pick<EvidenceCardProps, 'boardId' | 'isActive' | 'isStill' | 'mediaTimeS' | 'isStanding'>
> & {
  evidence: Evidence
  onMediaTime: ((seconds: number) => void) | undefined
}

const LazyComparison = lazy(async () => ({
  default: (await import('../satellite/comparison-body.tsx')).ComparisonBody,
}))

function ComparisonBody(props: BodyProps) {
  return (
    <Suspense fallback={<LeadBody {...props} />}>
      <LazyComparison {...props} />
    </Suspense>
  )
}
/** Kinds that may show the same footage as another item. */
const footage = new Set<KindName>(['video', 'photo', 'satellite'])

/** A kind needs a body only where its fields alone do not say enough; the others show their lead text. */
const bodies: Partial<Record<KindName, (props: BodyProps) => ReactNode>> = {
  video: VideoBody,
  photo: PictureBody,
  satellite: PictureBody,
  comparison: ComparisonBody,
  quote: QuoteBody,
  claim: ClaimBody,
  question: QuestionBody,
  link: LinkBody,
  document: DocumentBody,
  match: MatchBody,
}

/** The picture of one item. Fills its container; text is in canvas pixels and scales with the view. */
export const EvidenceCard = memo(function EvidenceCard({
  evidence,
  isDistant = false,
  ...shown
}: EvidenceCardProps) {
  if (!evidence) {
    return (
      <div className={css['card']} data-kind="missing">
        <p className={css['gone']}>{cardMessages.missing}</p>
      </div>
    )
  }
  if (isDistant)
    return (
      <DistantCard
        evidence={evidence}
        boardId={shown.boardId}
        standsAtS={shown.isStanding ? shown.mediaTimeS : undefined}
      />
    )
  return <WholeCard evidence={evidence} {...shown} />
})

function WholeCard({
  evidence,
  boardId,
  isActive = false,
  isStill = false,
  mediaTimeS = 0,
  isStanding = false,
  onMediaTime,
  onGrow,
}: Omit<EvidenceCardProps, 'evidence'> & { evidence: Evidence }) {
  const card = useRef<HTMLElement>(null)
  const { left, missingPx } = useFitting(card)
  const kind = kinds[evidence.kind]
  const Body = bodies[evidence.kind] ?? LeadBody
  const { status } = statusOf(evidence)
  return (
    <article
      ref={card}
      className={`${css['card']} ${fitting['fits']}`}
      data-kind={evidence.kind}
      data-withdrawn={isWithdrawn(evidence) || undefined}
      aria-label={`${kind.label}: ${titleOf(evidence)}`}
    >
      <header className={css['top']}>
        <KindIcon kind={evidence.kind} />
        <span className={css['kind']}>{kind.label}</span>
        {(status !== 'unverified' || evidence.kind !== 'question') && (
          <StatusChip evidence={evidence} />
        )}
      </header>
      <Curtain sensitivity={textOf(evidence, 'sensitivity')} isActive={isActive} isStill={isStill}>
        <Body
          evidence={evidence}
          boardId={boardId}
          isActive={isActive}
          isStill={isStill}
          mediaTimeS={mediaTimeS}
          isStanding={isStanding}
          onMediaTime={onMediaTime}
        />
      </Curtain>
      {footage.has(evidence.kind) && <DuplicateLine evidence={evidence} />}
      <MoreLine
        left={left}
        isActive={isActive}
        onGrow={isStill || !onGrow ? undefined : () => onGrow(missingPx)}
      />
      <CardMeta evidence={evidence} />
    </article>
  )
}

function LeadBody({ evidence }: BodyProps) {
  return (
    <p className={css['text']} {...givesWay('statement')}>
      {textOf(evidence, kinds[evidence.kind].lead) ?? titleOf(evidence)}
    </p>
  )
}
