import { Button } from '@mantine/core'
import { useState } from 'react'
import { removeEntry } from '../../../shared/board/actions.ts'
import { setCheck } from '../../../shared/board/judging.ts'
import {
  checkOutcomes,
  isPillarName,
  pillarNames,
  pillars,
  type Check,
  type CheckOutcome,
  type PillarName,
} from '../../../shared/evidence/check.ts'
import type { Evidence, EvidenceId } from '../../../shared/evidence/kinds.ts'
import { useBoard } from '../../board/board-provider.tsx'
import { messages as common } from '../../ui/messages.ts'
import { FieldFrame } from '../fields/field-frame.tsx'
import css from '../fields/fields.module.css'
import { messages } from '../inspector-messages.ts'
import { ItemPicker } from '../item-picker.tsx'

const words = messages.checks
const MOST_SHOWN_BY = 20

type Props = {
  evidence: Evidence
  close: () => void
  /** Absent for a more exact check that is being added. */
  existing?: { checkId: string; pillar: PillarName; label: string; check: Check | undefined }
}

/** Records what came of a check, with what was found and what shows it. */
export function CheckForm({ evidence, close, existing }: Props) {
  const { doc, me } = useBoard()
  const isNamed = existing === undefined || !isPillarName(existing.checkId)
  const [outcome, setOutcome] = useState<CheckOutcome>(existing?.check?.outcome ?? 'open')
  const [finding, setFinding] = useState(existing?.check?.finding ?? '')
  const [shownBy, setShownBy] = useState<EvidenceId[]>(existing?.check?.evidence ?? [])
  const [name, setName] = useState(existing?.check?.name ?? '')
  const [pillar, setPillar] = useState<PillarName>(existing?.pillar ?? 'location')
  const [problem, setProblem] = useState<'name' | 'finding' | null>(null)

  const save = () => {
    if (isNamed && name.trim() === '') return setProblem('name')
    if (outcome !== 'open' && finding.trim() === '') return setProblem('finding')
    setCheck(doc, evidence.id, {
      ...(existing && { checkId: existing.checkId }),
      pillar,
      name: isNamed ? name.trim() : '',
      outcome,
      finding: finding.trim(),
      evidence: shownBy,
      by: me.name,
    })
    close()
  }
  return (
    <form
      className={css['change']}
      aria-label={existing ? words.recordOf(existing.label) : words.add}
      onSubmit={(event) => {
        event.preventDefault()
        save()
      }}
    >
      {isNamed && (
        <FieldFrame
          field={{ label: words.name }}
          problem={problem === 'name' ? words.nameNeeded : null}
        >
          {(control) => (
            <input
              {...control}
              className={css['input']}
              value={name}
              maxLength={200}
              ref={focusFirst}
              onChange={(event) => setName(event.currentTarget.value)}
            />
          )}
        </FieldFrame>
      )}
      <div className={css['pair']}>
        {isNamed && (
          <Choice
            label={words.pillar}
            value={pillar}
            options={pillarNames.map((key) => [key, pillars[key].label])}
            choose={(value) => isPillarName(value) && setPillar(value)}
          />
        )}
        <Choice
          label={words.outcome}
          value={outcome}
          options={Object.entries(checkOutcomes)}
          choose={(value) => setOutcome(outcomeNamed(value) ?? outcome)}
        />
      </div>
      <FieldFrame
        field={{ label: words.finding, help: isNamed ? undefined : pillars[pillar].asks }}
        problem={problem === 'finding' ? words.findingNeeded : null}
      >
        {(control) => (
          <textarea
            {...control}
            className={css['input']}
            rows={3}
            value={finding}
            maxLength={5000}
            onChange={(event) => {
              setFinding(event.currentTarget.value)
              setProblem(null)
            }}
          />
        )}
      </FieldFrame>
      <ItemPicker
        label={words.shownBy}
        help={words.shownByHelp}
        except={evidence.id}
        chosen={shownBy}
        most={MOST_SHOWN_BY}
        choose={setShownBy}
      />
      <div className={css['buttons']}>
        <Button size="compact-md" type="submit">
          {words.save}
        </Button>
        <Button size="compact-md" variant="default" onClick={close}>
          {common.common.cancel}
        </Button>
      </div>
      {existing && isNamed && (
        <button
          type="button"
          className={css['add']}
          onClick={() => removeEntry(doc, evidence.id, 'checks', existing.checkId)}
        >
          {words.remove}
        </button>
      )}
    </form>
  )
}

function Choice({
  label,
  value,
  options,
  choose,
}: {
  label: string
  value: string
  options: readonly (readonly [key: string, label: string])[]
  choose: (value: string) => void
}) {
  return (
    <FieldFrame field={{ label }}>
      {(control) => (
        <select
          {...control}
          className={css['input']}
          value={value}
          onChange={(event) => choose(event.currentTarget.value)}
        >
          {options.map(([key, name]) => (
            <option key={key} value={key}>
              {name}
            </option>
          ))}
        </select>
      )}
    </FieldFrame>
  )
}

/** The form was asked for, so its first field is what one wants next. */
function focusFirst(input: HTMLInputElement | null): void {
  input?.focus({ preventScroll: true })
}

function outcomeNamed(value: string): CheckOutcome | undefined {
  return Object.hasOwn(checkOutcomes, value) ? (value as CheckOutcome) : undefined
}
