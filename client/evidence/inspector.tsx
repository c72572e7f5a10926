import { ActionIcon, Button, VisuallyHidden } from '@mantine/core'
import { IconFocusCentered, IconX, IconZoomScan } from '@tabler/icons-react'
import { Fragment, useRef, useState } from 'react'
import { isWithdrawn } from '../../shared/evidence/doubts.ts'
import type { Field, Section } from '../../shared/evidence/fields.ts'
import {
  evidenceFields,
  kinds,
  type Evidence,
  type EvidenceId,
} from '../../shared/evidence/kinds.ts'
import { isRecorded } from '../../shared/evidence/values.ts'
import { CompareWithButton } from '../satellite/compare-with.tsx'
import { titleOf } from '../../shared/evidence/wording.ts'
import { useBoard, useSignal } from '../board/board-provider.tsx'
import { useRole } from '../board/use-role.ts'
import { DuplicatesSection } from '../duplicates/duplicates-section.tsx'
import { ItemHistory } from '../history/item-history.tsx'
import { fieldMessages as words } from './fields/field-messages.ts'
import { ago, moment } from '../ui/time.ts'
import { useEscape } from '../ui/use-escape.ts'
import { useLive } from '../ui/use-live.ts'
import { messages as viewerMessages } from '../viewer/viewer-messages.ts'
import { viewers } from '../viewer/viewers.ts'
import { ClaimSection } from './claims/claim-section.tsx'
import { CustodyLines } from './custody/custody-lines.tsx'
import { FieldControl } from './fields/field-control.tsx'
import { FieldWords } from './fields/field-words.tsx'
import css from './inspector.module.css'
import { messages as inspectorMessages } from './inspector-messages.ts'
import { InspectorSection } from './inspector-section.tsx'
import { KindIcon } from './kind-icon.tsx'
import { Places } from './places/places.tsx'
import { RelationsList } from './relations-list.tsx'
import { MoreMenu, WithdrawalNotice, WithdrawForm } from './withdrawal.tsx'

const custodyWords = inspectorMessages.custody
const sections: Section[] = ['content', 'assessment', 'when', 'provenance', 'file']

/** Everything recorded about one item, in the order an investigation asks; what is missing says so itself. */
export function Inspector({ id }: { id: EvidenceId }) {
  const board = useBoard()
  const evidence = useSignal({
    subscribe: board.evidence.subscribe,
    get: () => board.evidence.get(id),
  })
  const isViewer = useRole() === 'viewer'
  const panel = useRef<HTMLElement>(null)
  const close = () => board.chosen.choose(null)
  useEscape(panel, close)
  return (
    <aside ref={panel} className={css['panel']} aria-label={words.label} tabIndex={-1}>
      <header className={css['head']}>
        {evidence && (
          <>
            <KindIcon kind={evidence.kind} />
            <h2 className={css['kind']}>
              {kinds[evidence.kind].label}
              <VisuallyHidden>: {titleOf(evidence)}</VisuallyHidden>
            </h2>
          </>
        )}
        <ActionIcon
          variant="subtle"
          color="gray"
          size="lg"
          className={css['close']}
          aria-label={words.close}
          onClick={close}
        >
          <IconX size={18} stroke={1.7} />
        </ActionIcon>
      </header>
      {/* Where nothing in it can be focused, the text itself has to be, or the keyboard could not scroll it. */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <div className={css['body']} tabIndex={isViewer ? 0 : undefined}>
        {evidence ? (
          <Body key={id} evidence={evidence} onWalk={() => panel.current?.focus()} />
        ) : (
          <p className={css['gone']}>{words.gone}</p>
        )}
      </div>
    </aside>
  )
}

function Body({ evidence, onWalk }: { evidence: Evidence; onWalk: () => void }) {
  const isViewer = useRole() === 'viewer'
  const [isWithdrawing, setWithdrawing] = useState(false)
  const showsMenu = !isViewer && !isWithdrawn(evidence)
  return (
    <>
      <div className={css['actions']}>
        <CloseLookButton evidence={evidence} />
        <CompareWithButton evidence={evidence} />
        <CanvasButton id={evidence.id} />
        {showsMenu && <MoreMenu openWithdrawal={() => setWithdrawing(true)} />}
      </div>
      {isWithdrawing && <WithdrawForm evidence={evidence} close={() => setWithdrawing(false)} />}
      <WithdrawalNotice evidence={evidence} />
      {sections.map((section) => (
        <Fragment key={section}>
          <FieldSection section={section} evidence={evidence} isViewer={isViewer} />
          {section === 'content' && evidence.kind === 'claim' && (
            <ClaimSection claim={evidence} onWalk={onWalk} />
          )}
        </Fragment>
      ))}
      <DuplicatesSection evidence={evidence} />
      <InspectorSection name="relations" title={words.relations}>
        <RelationsList id={evidence.id} onWalk={onWalk} />
      </InspectorSection>
      <ItemHistory evidence={evidence} />
      <p className={css['added']} title={moment(evidence.createdAt)}>
        {words.added(evidence.createdBy, ago(evidence.createdAt))}
      </p>
    </>
  )
}

/** What the item is comes first and needs no heading of its own; the rest can be folded away. */
function FieldSection({
  section,
  evidence,
  isViewer,
}: {
  section: Section
  evidence: Evidence
  isViewer: boolean
}) {
  const fields = Object.entries(evidenceFields[evidence.kind])
    .filter(([, field]) => (field.section ?? 'content') === section)
    .filter(([name, field]) => field.type !== 'upload' || evidence[name] !== undefined)
    .toSorted(contentOrder)
  if (fields.length === 0 && section !== 'file') return null
  const title = fields.length > 0 ? words.sections[section] : custodyWords.label
  const content = <Fields fields={fields} evidence={evidence} isViewer={isViewer} />
  const hasHalves = fields.some(([, field]) => field.isHalf)
  if (section === 'content')
    return (
      <section className={css['section']} aria-label={title}>
        <div className={css['fields']} data-halves={hasHalves || undefined}>
          {content}
        </div>
      </section>
    )
  return (
    <InspectorSection name={section} title={title}>
      {content}
      {section === 'file' && <CustodyLines evidence={evidence} />}
    </InspectorSection>
  )
}

type Fields = readonly (readonly [name: string, field: Field])[]

function Fields({
  fields,
  evidence,
  isViewer,
}: {
  fields: Fields
  evidence: Evidence
  isViewer: boolean
}) {
  const Control = isViewer ? FieldWords : FieldControl
  const places = fields.filter(([, field]) => field.type === 'place')
  const others = fields.filter(([, field]) => field.type !== 'place')
  return (
    <>
      {places.length > 0 && <Places evidence={evidence} fields={places} />}
      {others.map(([name, field]) => (
        <Control key={name} evidence={evidence} name={name} field={field} />
      ))}
      {isViewer && <Gaps evidence={evidence} fields={others} />}
    </>
  )
}

/** For those who cannot write into an empty field, what is missing stands in one line. */
function Gaps({ evidence, fields }: { evidence: Evidence; fields: Fields }) {
  const gaps = fields.filter(([name, field]) => field.missing && !isRecorded(evidence[name]))
  if (gaps.length === 0) return null
  return <p className={css['gaps']}>{gaps.map(([, field]) => field.missing).join(' · ')}</p>
}

/** The title first, then what the kind is about, notes last. */
function contentOrder([a]: [string, Field], [b]: [string, Field]): number {
  return rank(a) - rank(b)
}

function rank(name: string): number {
  if (name === 'title' || name === 'verification') return 0
  return name === 'description' ? 2 : 1
}

function CloseLookButton({ evidence }: { evidence: Evidence }) {
  const board = useBoard()
  const viewing = useLive(board.viewing)
  if (!viewers[evidence.kind] || viewing === evidence.id) return null
  return (
    <Button
      variant="default"
      size="compact-sm"
      leftSection={<IconZoomScan size={15} stroke={1.8} />}
      onClick={() => board.viewing.open(evidence.id)}
    >
      {viewerMessages.open}
    </Button>
  )
}

function CanvasButton({ id }: { id: EvidenceId }) {
  const board = useBoard()
  const isViewer = useRole() === 'viewer'
  const hasCard = useLive(board.cards).has(id)
  if (!hasCard && isViewer) return null
  return (
    <Button
      variant="default"
      size="compact-sm"
      leftSection={<IconFocusCentered size={15} stroke={1.8} />}
      onClick={() => {
        if (hasCard) board.showOnCanvas(id)
        else board.placeCard(id)
      }}
    >
      {hasCard ? words.show : words.put}
    </Button>
  )
}
