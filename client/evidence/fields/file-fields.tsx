import { IconDownload } from '@tabler/icons-react'
import type { Facts, Field, OriginalFile } from '../../../shared/evidence/fields.ts'
import type { Evidence } from '../../../shared/evidence/kinds.ts'
import { humanSize } from '../../../shared/evidence/wording.ts'
import { downloadAddress } from '../../api.ts'
import { useBoard } from '../../board/board-provider.tsx'
import { fieldMessages } from './field-messages.ts'
import { UploadState } from '../upload-state.tsx'
import { FactsList } from './facts-list.tsx'
import { FieldGroup } from './field-frame.tsx'
import css from './fields.module.css'

/** The original: never changed, only handed out. */
export function FileField({ field, value }: { field: Field; value: OriginalFile | undefined }) {
  const { boardId } = useBoard()
  if (!value) {
    return (
      <FieldGroup field={field}>
        <p className={css['missing']}>{field.missing}</p>
      </FieldGroup>
    )
  }
  return (
    <FieldGroup field={field}>
      <p className={css['file']}>{value.name}</p>
      <p className={css['soft']}>
        {value.type} · {humanSize(value.size)}
      </p>
      <p className={css['hash']} title={fieldMessages.hash}>
        SHA-256 {value.sha256}
      </p>
      <a
        className={css['download']}
        href={downloadAddress(boardId, value.sha256)}
        download={value.name}
      >
        <IconDownload size={16} stroke={1.8} aria-hidden="true" />
        {fieldMessages.download}
      </a>
    </FieldGroup>
  )
}

export function FactsField({ field, value }: { field: Field; value: Facts | undefined }) {
  if (!value || Object.keys(value).length === 0) return null
  return (
    <FieldGroup field={field}>
      <FactsList facts={value} />
    </FieldGroup>
  )
}

export function UploadField({ evidence }: { evidence: Evidence }) {
  return (
    <div className={css['uploadHere']}>
      <UploadState evidence={evidence} isActive />
    </div>
  )
}
