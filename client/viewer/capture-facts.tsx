import { IconDownload } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import type { Capture, KeptCapture } from '../../shared/evidence/capture.ts'
import type { CaptureEntry } from '../../shared/evidence/capture-history.ts'
import { humanSize } from '../../shared/evidence/wording.ts'
import { fileAddress } from '../api.ts'
import { messages } from '../capture/capture-messages.ts'
import { moment } from '../ui/time.ts'
import css from './link-viewer.module.css'

const names = messages.fact

/** When, from where and with what hash a page was kept, and every other attempt. */
export function CaptureFacts({
  shown,
  history,
  boardId,
  choose,
}: {
  shown: CaptureEntry
  history: CaptureEntry[]
  boardId: string
  choose: (id: string) => void
}) {
  const { capture } = shown
  return (
    // What scrolls has to be reached by keyboard.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <div className={css['scroll']} tabIndex={0}>
      <dl className={css['facts']}>
        {factsOf(shown).map(([name, words]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{words}</dd>
          </div>
        ))}
      </dl>
      {capture.outcome === 'kept' && (
        <a
          className={css['download']}
          href={fileAddress(boardId, capture.sha256)}
          download={warcName(capture)}
        >
          <IconDownload size={16} stroke={1.8} aria-hidden="true" />
          {messages.download}
        </a>
      )}
      {history.length > 1 && (
        <section className={css['history']} aria-label={messages.history}>
          <h3>{messages.history}</h3>
          <ol>
            {history.map(({ id, capture: each, change }) => (
              <li key={id}>
                <button type="button" aria-current={id === shown.id} onClick={() => choose(id)}>
                  {moment(each.capturedAt)}
                </button>
                <span>
                  {messages.change[change]}
                  {each.outcome === 'failed' ? `. ${each.reason}` : ''}
                </span>
              </li>
            ))}
          </ol>
        </section>
      )}
    </div>
  )
}

function factsOf({ capture, change }: CaptureEntry): [name: string, words: ReactNode][] {
  const common: [string, ReactNode][] = [
    [
      names.when,
      <time key="t" dateTime={capture.capturedAt}>
        {moment(capture.capturedAt)} ({capture.capturedAt})
      </time>,
    ],
    [names.by, capture.by],
    [names.asked, capture.url],
  ]
  if (capture.outcome === 'failed') return [...common, [names.notes, capture.reason]]
  return [
    ...common,
    [names.redirects, redirectsOf(capture)],
    [names.from, capture.finalUrl],
    [names.ip, capture.ip],
    [names.status, String(capture.status)],
    [names.type, capture.contentType || '–'],
    [names.change, messages.change[change]],
    [names.warc, humanSize(capture.size)],
    [names.hash, <code key="h">{capture.sha256}</code>],
    [names.payload, <code key="p">{capture.payloadSha256}</code>],
    ...(capture.notes.length > 0
      ? [[names.notes, capture.notes.join(' ')] as [string, ReactNode]]
      : []),
  ]
}

function redirectsOf({ redirects }: KeptCapture): ReactNode {
  if (redirects.length === 0) return messages.noRedirects
  return redirects.map(({ url, status }) => `${status} ${url}`).join(' → ')
}

function warcName(capture: Capture): string {
  const host = URL.canParse(capture.url) ? new URL(capture.url).hostname : 'page'
  return `${host}-${capture.capturedAt.slice(0, 19).replace(/[^\d]/g, '')}.warc.gz`
}
