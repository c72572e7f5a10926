import { Button } from '@mantine/core'
import { useState } from 'react'
import { AppError } from '../../../shared/app-error.ts'
import { setVerification } from '../../../shared/board/judging.ts'
import { humanDate } from '../../../shared/evidence/dates.ts'
import { doubtsOf } from '../../../shared/evidence/doubts.ts'
import type { Field } from '../../../shared/evidence/fields.ts'
import type { Evidence } from '../../../shared/evidence/kinds.ts'
import { statusOf } from '../../../shared/evidence/status.ts'
import { rivalsOfStatus } from '../../../shared/evidence/unaware-judgements.ts'
import { valueOf } from '../../../shared/evidence/values.ts'
import {
  verificationStatuses,
  type VerificationStatus,
} from '../../../shared/evidence/verification.ts'
import { useBoard } from '../../board/board-provider.tsx'
import { messages as common } from '../../ui/messages.ts'
import { moment } from '../../ui/time.ts'
import { messages } from '../inspector-messages.ts'
import { StatusChip } from '../status-chip.tsx'
import { FieldFrame, FieldGroup } from './field-frame.tsx'
import css from './fields.module.css'

const words = messages.verification

/** How sure it is, and why, by whom and when. A new status is set only together with its reason. */
export function VerificationField({ field, evidence }: { field: Field; evidence: Evidence }) {
  const [isChanging, setChanging] = useState(false)
  return (
    <FieldGroup field={field}>
      <VerificationWords evidence={evidence} />
      {isChanging ? (
        <Change evidence={evidence} close={() => setChanging(false)} />
      ) : (
        <Button size="compact-sm" variant="default" mt={6} onClick={() => setChanging(true)}>
          {words.change}
        </Button>
      )}
    </FieldGroup>
  )
}

export function VerificationWords({ evidence }: { evidence: Evidence }) {
  const value = valueOf(evidence, 'verification', 'verification')
  const { override, isHeldBack } = statusOf(evidence)
  return (
    <div className={css['verification']}>
      <StatusChip evidence={evidence} />
      {isHeldBack && <p className={css['problem']}>{heldBack(evidence)}</p>}
      {value?.reason && <p>{value.reason}</p>}
      {override && <p>{words.override(override.reason)}</p>}
      {rivalsOfStatus(evidence).map(({ id, value: rival }) => (
        <p key={id} className={css['problem']}>
          {words.rival(verificationStatuses[rival.status], rival.by)}
        </p>
      ))}
      {value && value.at !== '' && (
        <p className={css['soft']}>{words.byAt(value.by, humanDate(moment(value.at)))}</p>
      )}
    </div>
  )
}

function heldBack(evidence: Evidence): string {
  return doubtsOf(evidence).find((doubt) => doubt.startsWith('Set to verified')) ?? ''
}

type Problem = { sentence: string; needsOverride: boolean }

function Change({ evidence, close }: { evidence: Evidence; close: () => void }) {
  const { doc, me } = useBoard()
  const [status, setStatus] = useState<VerificationStatus>(statusOf(evidence).status)
  const [reason, setReason] = useState('')
  const [overrideReason, setOverrideReason] = useState('')
  const [problem, setProblem] = useState<Problem | null>(null)
  const needsOverride = problem?.needsOverride ?? false
  const submit = () => {
    try {
      const by = me.name
      setVerification(doc, evidence.id, { status, reason, by, overrideReason })
      close()
    } catch (error) {
      if (!(error instanceof AppError)) throw error
      const isStanding = error.code === 'status/checks-stand'
      setProblem({ sentence: error.message, needsOverride: isStanding })
    }
  }
  return (
    <form
      className={css['change']}
      onSubmit={(event) => {
        event.preventDefault()
        submit()
      }}
    >
      <FieldFrame field={{ label: words.to }}>
        {(control) => (
          <select
            {...control}
            className={css['input']}
            value={status}
            onChange={(event) => {
              setStatus(statusNamed(event.currentTarget.value) ?? status)
              setProblem(null)
            }}
          >
            {Object.entries(verificationStatuses).map(([key, label]) => (
              <option key={key} value={key}>
                {label}
              </option>
            ))}
          </select>
        )}
      </FieldFrame>
      <FieldFrame
        field={{ label: words.reason, help: words.reasonHelp }}
        problem={needsOverride ? null : problem?.sentence}
      >
        {(control) => (
          <textarea
            {...control}
            className={css['input']}
            rows={3}
            value={reason}
            maxLength={5000}
            onChange={(event) => {
              setReason(event.currentTarget.value)
              if (!needsOverride) setProblem(null)
            }}
          />
        )}
      </FieldFrame>
      {needsOverride && (
        <FieldFrame
          field={{ label: words.overrideReason, help: words.overrideHelp }}
          problem={problem?.sentence}
        >
          {(control) => (
            <textarea
              {...control}
              className={css['input']}
              rows={3}
              value={overrideReason}
              maxLength={5000}
              onChange={(event) => setOverrideReason(event.currentTarget.value)}
            />
          )}
        </FieldFrame>
      )}
      <div className={css['buttons']}>
        <Button size="compact-md" type="submit">
          {needsOverride ? words.setAgainst : words.set}
        </Button>
        <Button size="compact-md" variant="default" onClick={close}>
          {common.common.cancel}
        </Button>
      </div>
    </form>
  )
}

function statusNamed(value: string): VerificationStatus | undefined {
  return Object.hasOwn(verificationStatuses, value) ? (value as VerificationStatus) : undefined
}
