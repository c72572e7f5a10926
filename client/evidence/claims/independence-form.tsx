import { Button } from '@mantine/core'
import { IconX } from '@tabler/icons-react'
import { useState } from 'react'
import { putEntry, removeEntry } from '../../../shared/board/actions.ts'
import { humanDate } from '../../../shared/evidence/dates.ts'
import type { Evidence } from '../../../shared/evidence/kinds.ts'
import { originKey, type Origin } from '../../../shared/evidence/origin-of.ts'
import type { OriginVerdict } from '../../../shared/evidence/origin-verdict.ts'
import type { Standing } from '../../../shared/evidence/origins.ts'
import { entriesOf } from '../../../shared/evidence/values.ts'
import { titleOf } from '../../../shared/evidence/wording.ts'
import { useBoard } from '../../board/board-provider.tsx'
import { FieldFrame } from '../fields/field-frame.tsx'
import fieldsCss from '../fields/fields.module.css'
import { messages } from './claim-messages.ts'
import css from './claims.module.css'

const words = messages.independence
const place = { field: 'originVerdicts', entry: 'originVerdict' } as const

/** What people found about pairs of origins, each with its reason, and a form to add one. */
export function IndependenceForm({
  claim,
  standing,
  isViewer,
}: {
  claim: Evidence
  standing: Standing
  isViewer: boolean
}) {
  const board = useBoard()
  const [isOpen, setOpen] = useState(false)
  const origins = originsIn(standing)
  const found = entriesOf(claim, 'originVerdicts', 'originVerdict')
  if (origins.length < 2 && found.length === 0) return null
  const nameOf = (key: string) => {
    const item = key.startsWith('evidence:') ? board.evidence.get(key as Evidence['id']) : undefined
    return item ? titleOf(item) : key
  }
  return (
    <>
      <h4 className={css['small']}>{words.title}</h4>
      <ul className={css['origins']}>
        {found.map(({ id, value }) => {
          const pair = words.found(nameOf(value.a), nameOf(value.b))
          return (
            <li key={id} className={css['verdict']}>
              <p>
                <strong>{pair}.</strong> {words.verdicts[value.verdict]}: {value.reason}{' '}
                <span className={css['soft']}>
                  {words.by(value.by, value.at === '' ? '' : humanDate(value.at.slice(0, 10)))}
                </span>
              </p>
              {!isViewer && (
                <button
                  type="button"
                  className={fieldsCss['icon']}
                  aria-label={words.remove(pair)}
                  onClick={() => removeEntry(board.doc, claim.id, place.field, id)}
                >
                  <IconX size={15} stroke={1.8} />
                </button>
              )}
            </li>
          )
        })}
      </ul>
      {!isViewer && origins.length >= 2 && !isOpen && (
        <Button
          variant="default"
          size="compact-sm"
          className={css['start']}
          onClick={() => setOpen(true)}
        >
          {words.open}
        </Button>
      )}
      {isOpen && origins.length >= 2 && (
        <VerdictForm
          origins={origins}
          cancel={() => setOpen(false)}
          set={(said) => {
            const by = board.me.name
            putEntry(board.doc, claim.id, place, { ...said, by, at: new Date().toISOString() })
            setOpen(false)
          }}
        />
      )}
    </>
  )
}

/** What is written down of an origin: its name, or its id where nobody is named. */
function refOf({ key, name }: Origin): string {
  return key.startsWith('evidence:') ? key : name
}

/** Each once, by name, whichever side it stands on. */
function originsIn({ said, denied, supports, contradicts }: Standing): Origin[] {
  const all = [said, denied, supports, contradicts].flatMap((side) =>
    side.origins.flatMap(({ origins }) => origins),
  )
  const byKey = new Map(all.map((origin) => [origin.key, origin]))
  return [...byKey.values()].toSorted((a, b) => a.name.localeCompare(b.name))
}

function VerdictForm({
  origins,
  set,
  cancel,
}: {
  origins: readonly Origin[]
  set: (said: Omit<OriginVerdict, 'by' | 'at'>) => void
  cancel: () => void
}) {
  const refs = origins.map(refOf)
  const [a, setA] = useState(refs[0] ?? '')
  const [b, setB] = useState(refs[1] ?? '')
  const [verdict, setVerdict] = useState<OriginVerdict['verdict']>('one-source')
  const [reason, setReason] = useState('')
  const [problem, setProblem] = useState<string | null>(null)
  const choose = (label: string, value: string, change: (value: string) => void) => (
    <FieldFrame field={{ label }}>
      {(control) => (
        <select
          {...control}
          className={fieldsCss['input']}
          value={value}
          onChange={(event) => change(event.currentTarget.value)}
        >
          {origins.map((origin) => (
            <option key={origin.key} value={refOf(origin)}>
              {origin.name}
            </option>
          ))}
        </select>
      )}
    </FieldFrame>
  )
  return (
    <form
      className={fieldsCss['change']}
      onSubmit={(event) => {
        event.preventDefault()
        if (reason.trim() === '') setProblem(words.reasonNeeded)
        else if (originKey(a) !== originKey(b)) set({ a, b, verdict, reason: reason.trim() })
      }}
    >
      <p className={css['soft']}>{words.help}</p>
      {choose(words.first, a, setA)}
      {choose(words.second, b, setB)}
      <FieldFrame field={{ label: words.verdict }}>
        {(control) => (
          <select
            {...control}
            className={fieldsCss['input']}
            value={verdict}
            onChange={(event) =>
              setVerdict(event.currentTarget.value === 'independent' ? 'independent' : 'one-source')
            }
          >
            {Object.entries(words.verdicts).map(([key, label]) => (
              <option key={key} value={key}>
                {label}
              </option>
            ))}
          </select>
        )}
      </FieldFrame>
      <FieldFrame field={{ label: words.reason }} problem={problem}>
        {(control) => (
          <textarea
            {...control}
            className={fieldsCss['input']}
            rows={2}
            maxLength={5000}
            value={reason}
            onChange={(event) => {
              setReason(event.currentTarget.value)
              setProblem(null)
            }}
          />
        )}
      </FieldFrame>
      <div className={fieldsCss['buttons']}>
        <Button size="compact-md" type="submit" disabled={originKey(a) === originKey(b)}>
          {words.set}
        </Button>
        <Button size="compact-md" variant="default" onClick={cancel}>
          {words.cancel}
        </Button>
      </div>
    </form>
  )
}
