import {
  IconAlertTriangle,
  IconCalendar,
  IconMapPin,
  IconMapPinQuestion,
  IconReplace,
  IconShieldQuestion,
} from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { humanDate } from '../../shared/evidence/dates.ts'
import { doubtsOf, isOriginalMissing } from '../../shared/evidence/doubts.ts'
import { evidenceFields, type Evidence } from '../../shared/evidence/kinds.ts'
import { acquisitionOf } from '../../shared/evidence/snapshots.ts'
import { statusOf } from '../../shared/evidence/status.ts'
import { textOf, valueOf } from '../../shared/evidence/values.ts'
import { humanPlace } from '../../shared/evidence/wording.ts'
import { messages as satelliteMessages } from '../satellite/satellite-messages.ts'
import { cardMessages } from './card-messages.ts'
import card from './card.module.css'
import css from './card-meta.module.css'
import { givesWay, type PartName } from './fitting/giving-way.ts'

/** When, where, and what could not be confirmed. Where the content would show it and nobody knows, the gap is said. */
export function CardMeta({ evidence }: { evidence: Evidence }) {
  const standIn = textOf(evidence, 'standIn')
  return (
    <footer className={css['meta']}>
      <Judgement evidence={evidence} />
      <Doubts evidence={evidence} />
      <DateLine evidence={evidence} />
      <PlaceLine evidence={evidence} />
      <SystemLine evidence={evidence} />
      {standIn && (
        <Line
          part="doubt"
          icon={<IconReplace size={15} stroke={1.8} aria-hidden="true" />}
          isStandIn
        >
          <strong>{cardMessages.standIn}.</strong> {standIn}
        </Line>
      )}
    </footer>
  )
}

/** Why something is disputed, false or could not be confirmed: never left to a panel. */
function Judgement({ evidence }: { evidence: Evidence }) {
  const { status, isHeldBack } = statusOf(evidence)
  const verification = valueOf(evidence, 'verification', 'verification')
  const isDoubtful = ['disputed', 'could-not-confirm', 'false'].includes(status)
  if (!verification || !isDoubtful || isHeldBack) return null
  const text = [verification.by, verification.reason]
    .filter((part) => part.trim() !== '')
    .join(': ')
  if (text === '') return null
  return (
    <Line part="doubt" icon={<IconShieldQuestion size={15} stroke={1.8} aria-hidden="true" />}>
      {text}
    </Line>
  )
}

/** Failed checks, an override, no original. */
function Doubts({ evidence }: { evidence: Evidence }) {
  const doubts = doubtsOf(evidence)
  // Where that is all, the card's body or its stand-in line says it already.
  if (doubts.length === (isOriginalMissing(evidence) ? 1 : 0)) return null
  return (
    <Line
      part="doubt"
      icon={<IconAlertTriangle size={15} stroke={1.8} aria-hidden="true" />}
      isDoubt
    >
      {doubts.join(' ')}
    </Line>
  )
}

function DateLine({ evidence }: { evidence: Evidence }) {
  const key = 'acquired' in evidenceFields[evidence.kind] ? 'acquired' : 'date'
  const date = key === 'acquired' ? acquisitionOf(evidence)?.date : textOf(evidence, key)
  const gap = evidenceFields[evidence.kind][key]?.missing
  const provider = 'provider' in evidenceFields[evidence.kind] ? providerWords(evidence) : null
  if (!date && !isMedia(evidence)) return null
  return (
    <Line part="date" icon={<IconCalendar size={15} stroke={1.8} aria-hidden="true" />}>
      {date ? humanDate(date) : <Gap>{gap}</Gap>}
      {provider && <> · {provider}</>}
    </Line>
  )
}

function providerWords(evidence: Evidence): ReactNode {
  const provider = textOf(evidence, 'provider')
  return provider ?? <Gap>{evidenceFields[evidence.kind]['provider']?.missing}</Gap>
}

function PlaceLine({ evidence }: { evidence: Evidence }) {
  const place = valueOf(evidence, 'place', 'place')
  const claimed = valueOf(evidence, 'claimedPlace', 'place')
  if (place) {
    return (
      <Line part="place" icon={<IconMapPin size={15} stroke={1.8} aria-hidden="true" />}>
        {humanPlace(place)}
      </Line>
    )
  }
  if (!claimed && !isMedia(evidence)) return null
  return (
    <Line part="place" icon={<IconMapPinQuestion size={15} stroke={1.8} aria-hidden="true" />}>
      {claimed && `${cardMessages.claimed(claimed.name || humanPlace(claimed))} · `}
      <Gap>{evidenceFields[evidence.kind]['place']?.missing}</Gap>
    </Line>
  )
}

/** A world file is half of a place: the other half has to be said by somebody. */
function SystemLine({ evidence }: { evidence: Evidence }) {
  const set = valueOf(evidence, 'georeference', 'georeference')
  if (set?.from !== 'world-file' || set.crs) return null
  return (
    <Line part="place" icon={<IconMapPinQuestion size={15} stroke={1.8} aria-hidden="true" />}>
      <Gap>{satelliteMessages.georeference.noSystem}</Gap>
    </Line>
  )
}

function isMedia(evidence: Evidence): boolean {
  return ['video', 'photo', 'satellite'].includes(evidence.kind)
}

function Line({
  part,
  icon,
  children,
  isStandIn = false,
  isDoubt = false,
}: {
  part: PartName
  icon: ReactNode
  children: ReactNode
  isStandIn?: boolean
  isDoubt?: boolean
}) {
  return (
    <p
      className={css['line']}
      data-row
      data-stand-in={isStandIn || undefined}
      data-doubt={isDoubt || undefined}
    >
      {icon}
      <span {...givesWay(part)}>{children}</span>
    </p>
  )
}

function Gap({ children }: { children: ReactNode }) {
  return <em className={card['gap']}>{children}</em>
}
