import { IconDownload } from '@tabler/icons-react'
import { audienceTokenOf } from '../../shared/audience/audience-messages.ts'
import { valueOf } from '../../shared/evidence/values.ts'
import { humanSize, titleOf } from '../../shared/evidence/wording.ts'
import { downloadAddress } from '../api.ts'
import { cardMessages } from './card-messages.ts'
import card from './card.module.css'
import action from './card-action.module.css'
import css from './link-body.module.css'
import type { BodyProps } from './evidence-card.tsx'
import { givesWay } from './fitting/giving-way.ts'
import { pressable } from './pressable.ts'
import { UploadState } from './upload-state.tsx'

/** Any other file: what it is and how large, kept as received. */
export function DocumentBody({ evidence, boardId, isActive, isStill }: BodyProps) {
  const file = valueOf(evidence, 'file', 'file')
  return (
    <div className={css['link']}>
      <p className={css['title']} {...givesWay('title')}>
        {titleOf(evidence)}
      </p>
      {(file || evidence['upload'] === undefined) && (
        <p className={css['site']} {...givesWay('about')}>
          {file ? (
            `${file.type} · ${humanSize(file.size)}`
          ) : (
            <em className={card['gap']}>{cardMessages.noFile}</em>
          )}
        </p>
      )}
      {file && !isStill && audienceTokenOf(boardId) === null && (
        <a
          href={downloadAddress(boardId, file.sha256)}
          download={file.name}
          className={action['action']}
          draggable={false}
          {...pressable(isActive)}
        >
          <IconDownload size={16} stroke={1.8} aria-hidden="true" />
          <span>{cardMessages.download}</span>
        </a>
      )}
      <UploadState evidence={evidence} isActive={isActive} isStill={isStill} />
    </div>
  )
}
