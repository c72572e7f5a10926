import type { Evidence } from '../../shared/evidence/kinds.ts'
import { valueOf } from '../../shared/evidence/values.ts'
import { humanSize } from '../../shared/evidence/wording.ts'
import { useUploadProgress } from '../files/use-uploads.ts'
import { messages } from '../ui/messages.ts'
import { cardMessages as words } from './card-messages.ts'
import action from './card-action.module.css'
import css from './upload-state.module.css'
import { pressable } from './pressable.ts'

/** A file on its way: how far it is and what can be done for the one who sends it, who sends it for the others. */
export function UploadState({
  evidence,
  isActive,
  isStill = false,
}: {
  evidence: Evidence
  isActive: boolean
  /** Drawn for a picture, where nothing can be pressed. */
  isStill?: boolean
}) {
  const upload = valueOf(evidence, 'upload', 'upload')
  const progress = useUploadProgress(evidence.id)
  if (!upload) return null
  if (!progress || isStill) {
    const text =
      upload.state === 'failed'
        ? `${words.failed}. ${upload.message}`
        : words.sendingElsewhere(upload.by)
    return (
      <div className={css['upload']}>
        <p>{text}</p>
      </div>
    )
  }
  const percent = progress.total > 0 ? Math.floor((progress.sent / progress.total) * 100) : 0
  const canRetry = progress.state === 'failed' || progress.state === 'interrupted'
  const press = pressable(isActive)
  return (
    <div className={css['upload']}>
      <p>{words.uploads[progress.state](percent, progress.message)}</p>
      <progress className={css['bar']} aria-label={upload.name} value={percent} max={100} />
      <p className={css['foot']}>
        <span>
          {humanSize(progress.sent)} / {humanSize(progress.total)}
        </span>
        {canRetry && (
          <button
            type="button"
            className={action['button']}
            {...press}
            onClick={() => progress.retry()}
          >
            {messages.common.retry}
          </button>
        )}
        <button
          type="button"
          className={action['button']}
          {...press}
          onClick={() => progress.cancel()}
        >
          {messages.common.cancel}
        </button>
      </p>
    </div>
  )
}
