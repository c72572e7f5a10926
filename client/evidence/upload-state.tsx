import type { Evidence } from '../../shared/evidence/kinds.ts'
import { valueOf } from '../../shared/evidence/values.ts'
import { messages } from '../ui/messages.ts'
import css from './card.module.css'

/** A file on its way: how far it is for the one who sends it, who sends it for the others. */
export function UploadState({ evidence }: { evidence: Evidence; isActive: boolean }) {
  const upload = valueOf(evidence, 'upload', 'upload')
  if (!upload) return null
  return (
    <div className={css['upload']}>
      <p>
        {upload.state === 'failed'
          ? `${messages.card.failed}. ${upload.message}`
          : messages.card.sendingElsewhere(upload.by)}
      </p>
    </div>
  )
}
