import { Button } from '@mantine/core'
import { useState } from 'react'
import { humanDate } from '../../../shared/evidence/dates.ts'
import {
  verificationStatuses,
  type Verification,
  type VerificationStatus,
} from '../../../shared/evidence/fields.ts'
import { messages } from '../../ui/messages.ts'
import { moment } from '../../ui/time.ts'
import { StatusChip } from '../status-chip.tsx'
import type { FieldProps } from './field-control.tsx'
import { FieldFrame, FieldGroup } from './field-frame.tsx'
import css from './fields.module.css'

const words = messages.inspector.verification

/** How sure it is, and why, by whom and when. A new status is set only together with its reason. */
export function VerificationField({
  field,
  value,
  set,
  by,
}: FieldProps<Verification> & { by: string }) {
  const [isChanging, setChanging] = useState(false)
  return (
    <FieldGroup field={field}>
      <VerificationWords value={value} />
      {isChanging ? (
        <Change
          from={value?.status ?? 'unverified'}
          cancel={() => setChanging(false)}
          set={(status, reason) => {
            set({ status, reason, by, at: new Date().toISOString() })
            setChanging(false)
          }}
        />
      ) : (
        <Button size="compact-sm" variant="default" mt={6} onClick={() => setChanging(true)}>
          {words.change}
        </Button>
      )}
    </FieldGroup>
  )
}

export function VerificationWords({ value }: { value: Verification | undefined }) {
  return (
    <div className={css['verification']}>
      <StatusChip status={value?.status ?? 'unverified'} />
      {value?.reason && <p>{value.reason}</p>}
      {value && value.at !== '' && (
        <p className={css['soft']}>{words.byAt(value.by, humanDate(moment(value.at)))}</p>
      )}
    </div>
  )
}

function Change({
  from,
  set,
  cancel,
}: {
  from: VerificationStatus
  set: (status: VerificationStatus, reason: string) => void
  cancel: () => void
}) {
  const [status, setStatus] = useState<VerificationStatus>(from)
  const [reason, setReason] = useState('')
  const [problem, setProblem] = useState<string | null>(null)
  return (
    <form
      className={css['change']}
      onSubmit={(event) => {
        event.preventDefault()
        if (reason.trim() === '') setProblem(words.reasonNeeded)
        else set(status, reason.trim())
      }}
    >
      <FieldFrame field={{ label: words.to }}>
        {(control) => (
          <select
            {...control}
            className={css['input']}
            value={status}
            onChange={(event) => setStatus(statusOf(event.currentTarget.value) ?? status)}
          >
            {Object.entries(verificationStatuses).map(([key, label]) => (
              <option key={key} value={key}>
                {label}
              </option>
            ))}
          </select>
        )}
      </FieldFrame>
      <FieldFrame field={{ label: words.reason, help: words.reasonHelp }} problem={problem}>
        {(control) => (
          <textarea
            {...control}
            className={css['input']}
            rows={3}
            value={reason}
            maxLength={5000}
            onChange={(event) => {
              setReason(event.currentTarget.value)
              setProblem(null)
            }}
          />
        )}
      </FieldFrame>
      <div className={css['buttons']}>
        <Button size="compact-md" type="submit">
          {words.set}
        </Button>
        <Button size="compact-md" variant="default" onClick={cancel}>
          {messages.common.cancel}
        </Button>
      </div>
    </form>
  )
}

function statusOf(value: string): VerificationStatus | undefined {
  return Object.hasOwn(verificationStatuses, value) ? (value as VerificationStatus) : undefined
}
