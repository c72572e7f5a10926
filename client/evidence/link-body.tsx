import { IconExternalLink } from '@tabler/icons-react'
import { newestKept } from '../../shared/evidence/capture-history.ts'
import { humanDate } from '../../shared/evidence/dates.ts'
import { evidenceFields } from '../../shared/evidence/kinds.ts'
import { textOf } from '../../shared/evidence/values.ts'
import { titleOf } from '../../shared/evidence/wording.ts'
import { fileAddress } from '../api.ts'
import { CaptureLine } from '../capture/capture-line.tsx'
import { cardMessages } from './card-messages.ts'
import card from './card.module.css'
import action from './card-action.module.css'
import css from './link-body.module.css'
import type { BodyProps } from './evidence-card.tsx'
import { givesWay } from './fitting/giving-way.ts'
import { pressable } from './pressable.ts'
import { webAddress } from './web-address.ts'

/** A page on the web, by what was kept of it; the page itself opens only when somebody asks for it. */
export function LinkBody({ evidence, boardId, isActive, isStill }: BodyProps) {
  const url = textOf(evidence, 'url')
  const address = url === undefined ? undefined : webAddress(url)
  const site = textOf(evidence, 'site') ?? address?.hostname.replace(/^www\./, '')
  const published = textOf(evidence, 'datePublished')
  const excerpt = textOf(evidence, 'excerpt')
  const kept = newestKept(evidence)
  const about = [site, textOf(evidence, 'author'), published && humanDate(published)]
    .filter((part) => part !== undefined && part !== '')
    .join(' · ')
  return (
    <>
      {kept?.pictureSha256 !== undefined && (
        <div className={css['linkPicture']} {...givesWay('picture')}>
          <img
            src={fileAddress(boardId, kept.pictureSha256)}
            alt=""
            loading="lazy"
            decoding="async"
            draggable={false}
          />
        </div>
      )}
      <div className={css['link']}>
        <p className={css['title']} {...givesWay('title')}>
          {titleOf(evidence)}
        </p>
        <p className={css['site']} {...givesWay('about')}>
          {kept?.iconSha256 !== undefined && (
            <img
              className={css['siteIcon']}
              src={fileAddress(boardId, kept.iconSha256)}
              alt=""
              draggable={false}
            />
          )}
          {about || <em className={card['gap']}>{evidenceFields.link['url']?.missing}</em>}
        </p>
        {excerpt !== undefined && (
          <p className={css['excerpt']} {...givesWay('excerpt')}>
            {excerpt}
          </p>
        )}
        <div className={css['linkFoot']}>
          <CaptureLine evidence={evidence} isActive={isActive} isStill={isStill} />
          {address && !isStill && (
            <a
              href={address.href}
              target="_blank"
              rel="noreferrer noopener"
              aria-label={`${cardMessages.open}: ${address.href}`}
              className={action['action']}
              draggable={false}
              {...pressable(isActive)}
            >
              <IconExternalLink size={16} stroke={1.8} aria-hidden="true" />
              <span>{address.href.replace(/^https?:\/\/(www\.)?/, '')}</span>
            </a>
          )}
          {url && (isStill || !address) && (
            <p className={css['site']} {...givesWay('address')}>
              {url}
            </p>
          )}
        </div>
      </div>
    </>
  )
}
