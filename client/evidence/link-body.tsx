import { IconExternalLink } from '@tabler/icons-react'
import { evidenceFields } from '../../shared/evidence/kinds.ts'
import { textOf } from '../../shared/evidence/values.ts'
import { titleOf } from '../../shared/evidence/wording.ts'
import { messages } from '../ui/messages.ts'
import css from './card.module.css'
import type { BodyProps } from './evidence-card.tsx'
import { pressable } from './pressable.ts'
import { webAddress } from './web-address.ts'

/** A page on the web. Nothing of it is fetched; it opens only when somebody asks for it. */
export function LinkBody({ evidence, isActive, isStill }: BodyProps) {
  const url = textOf(evidence, 'url')
  const address = url === undefined ? undefined : webAddress(url)
  const site = textOf(evidence, 'site') ?? address?.hostname.replace(/^www\./, '')
  const author = textOf(evidence, 'author')
  return (
    <div className={css['link']}>
      <p className={css['title']}>{titleOf(evidence)}</p>
      <p className={css['site']}>
        {[site, author].filter((part) => part !== undefined).join(' · ') || (
          <em className={css['gap']}>{evidenceFields.link['url']?.missing}</em>
        )}
      </p>
      {address && !isStill && (
        <a
          href={address.href}
          target="_blank"
          rel="noreferrer noopener"
          aria-label={`${messages.card.open}: ${address.href}`}
          className={css['action']}
          draggable={false}
          {...pressable(isActive)}
        >
          <IconExternalLink size={16} stroke={1.8} aria-hidden="true" />
          <span>{address.href.replace(/^https?:\/\/(www\.)?/, '')}</span>
        </a>
      )}
      {url && (isStill || !address) && <p className={css['site']}>{url}</p>}
    </div>
  )
}
