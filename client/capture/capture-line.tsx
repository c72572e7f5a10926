import { IconArchive, IconArchiveOff, IconLoader } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { captureHistory, newestKept } from '../../shared/evidence/capture-history.ts'
import type { Evidence } from '../../shared/evidence/kinds.ts'
import action from '../evidence/card-action.module.css'
import css from './capture-line.module.css'
import { pressable } from '../evidence/pressable.ts'
import { moment } from '../ui/time.ts'
import type { CaptureState } from './board-captures.ts'
import { messages } from './capture-messages.ts'
import { useCapture } from './use-capture.ts'

/** Whether the page is kept, since when, or why not and what can be done. Says nothing where links are not fetched and none was. */
export function CaptureLine({
  evidence,
  isActive,
  isStill,
}: {
  evidence: Evidence
  isActive: boolean
  isStill: boolean
}) {
  const capture = useCapture(evidence.id)
  const words = wordsFor(evidence, capture?.state ?? null)
  if (!words) return null
  return (
    <p className={css['capture']} data-state={words.state}>
      {words.icon}
      <output>{words.text}</output>
      {words.canRetry && capture && !isStill && (
        <button
          type="button"
          className={action['button']}
          {...pressable(isActive)}
          onClick={capture.capture}
        >
          {messages.retry}
        </button>
      )}
    </p>
  )
}

type Words = { state: string; text: string; icon: ReactNode; canRetry: boolean }

function wordsFor(evidence: Evidence, state: CaptureState | null): Words | null {
  if (state?.kind === 'capturing')
    return { state: 'busy', text: messages.capturing, icon: <Busy />, canRetry: false }
  if (state?.kind === 'waiting') {
    const text = state.isOffline ? messages.offline : messages.waiting
    return { state: 'busy', text, icon: <Busy />, canRetry: false }
  }
  const kept = newestKept(evidence)
  if (kept) {
    const when = moment(kept.capturedAt)
    const isFine = kept.status < 400
    const text = isFine ? messages.captured(when) : messages.answered(when, kept.status)
    return { state: isFine ? 'kept' : 'odd', text, icon: <Kept />, canRetry: false }
  }
  const [last] = captureHistory(evidence)
  const reason =
    state?.kind === 'refused'
      ? state.message
      : last?.capture.outcome === 'failed'
        ? last.capture.reason
        : undefined
  if (reason === undefined) return null
  return { state: 'failed', text: messages.notCaptured(reason), icon: <Lost />, canRetry: true }
}

function Busy() {
  return <IconLoader size={15} stroke={1.8} aria-hidden="true" />
}

function Kept() {
  return <IconArchive size={15} stroke={1.8} aria-hidden="true" />
}

function Lost() {
  return <IconArchiveOff size={15} stroke={1.8} aria-hidden="true" />
}
