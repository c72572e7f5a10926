import { Button, SegmentedControl } from '@mantine/core'
import { useState } from 'react'
import type { KeptCapture } from '../../shared/evidence/capture.ts'
import { captureHistory, type CaptureEntry } from '../../shared/evidence/capture-history.ts'
import type { Evidence } from '../../shared/evidence/kinds.ts'
import { textOf } from '../../shared/evidence/values.ts'
import { titleOf } from '../../shared/evidence/wording.ts'
import { fileAddress, replayAddress } from '../api.ts'
import { useRole } from '../board/use-role.ts'
import { CaptureLine } from '../capture/capture-line.tsx'
import { messages } from '../capture/capture-messages.ts'
import { useCapture } from '../capture/use-capture.ts'
import { moment } from '../ui/time.ts'
import { CaptureFacts } from './capture-facts.tsx'
import css from './link-viewer.module.css'
import type { ViewerProps } from './viewers.ts'

type Look = 'page' | 'picture' | 'text' | 'facts'

/** A page as it was kept: itself in a sandbox, as a picture, its text, and the facts of its capture. */
export function LinkViewer({ evidence, boardId }: ViewerProps) {
  const history = captureHistory(evidence)
  const [chosen, choose] = useState<string | null>(null)
  const [look, setLook] = useState<Look>('page')
  const shown =
    history.find(({ id }) => id === chosen) ??
    history.find(({ capture }) => capture.outcome === 'kept') ??
    history[0]
  const kept = shown?.capture.outcome === 'kept' ? shown.capture : undefined
  const looks = looksOf(kept)
  const current = looks.some(({ value }) => value === look) ? look : 'page'
  return (
    <div className={css['viewer']}>
      <div className={css['bar']}>
        <SegmentedControl
          size="xs"
          aria-label={messages.views}
          data={looks}
          value={current}
          onChange={(value) => setLook(looks.find((each) => each.value === value)?.value ?? 'page')}
        />
        {history.length > 1 && shown && (
          <WhichCapture history={history} shown={shown} choose={choose} />
        )}
        <CaptureButton evidence={evidence} />
      </div>
      {current === 'page' && <ReplayedPage evidence={evidence} kept={kept} boardId={boardId} />}
      {current === 'picture' && kept?.pageImageSha256 !== undefined && (
        // What scrolls has to be reached by keyboard.
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
        <div className={css['scroll']} tabIndex={0}>
          <img
            className={css['pageImage']}
            src={fileAddress(boardId, kept.pageImageSha256)}
            alt={messages.pageOf(titleOf(evidence))}
          />
        </div>
      )}
      {current === 'text' && <ArticleText text={textOf(evidence, 'text')} />}
      {current === 'facts' && shown && (
        <CaptureFacts shown={shown} history={history} boardId={boardId} choose={choose} />
      )}
    </div>
  )
}

function looksOf(kept: KeptCapture | undefined): { value: Look; label: string }[] {
  return [
    { value: 'page', label: messages.page },
    ...(kept?.pageImageSha256 === undefined
      ? []
      : [{ value: 'picture' as const, label: messages.picture }]),
    { value: 'text', label: messages.text },
    ...(kept === undefined ? [] : [{ value: 'facts' as const, label: messages.facts }]),
  ]
}

function WhichCapture({
  history,
  shown,
  choose,
}: {
  history: CaptureEntry[]
  shown: CaptureEntry
  choose: (id: string) => void
}) {
  const newest = history[0]
  return (
    <label className={css['which']}>
      <span className={css['soft']}>{messages.which}</span>
      <select value={shown.id} onChange={(event) => choose(event.currentTarget.value)}>
        {history.map((entry) => (
          <option key={entry.id} value={entry.id}>
            {moment(entry.capture.capturedAt)}
            {entry === newest ? `, ${messages.latest}` : ''}
            {entry.change === 'failed' ? `: ${messages.change.failed}` : ''}
          </option>
        ))}
      </select>
    </label>
  )
}

function CaptureButton({ evidence }: { evidence: Evidence }) {
  const capture = useCapture(evidence.id)
  const isViewer = useRole() === 'viewer'
  if (!capture || isViewer) return null
  const isBusy = capture.state?.kind === 'capturing' || capture.state?.kind === 'waiting'
  const label = captureHistory(evidence).length === 0 ? messages.capture : messages.again
  return (
    <Button
      variant="default"
      size="compact-sm"
      className={css['again']}
      disabled={isBusy}
      onClick={capture.capture}
    >
      {isBusy ? messages.capturing : label}
    </Button>
  )
}

/** The page lies in a frame that runs nothing and has no origin; its address forbids the same once more. */
function ReplayedPage({
  evidence,
  kept,
  boardId,
}: {
  evidence: Evidence
  kept: KeptCapture | undefined
  boardId: string
}) {
  if (kept?.replaySha256 === undefined) {
    return (
      <div className={css['empty']}>
        <p>{kept ? messages.noReplay : messages.noPage}</p>
        <CaptureLine evidence={evidence} isActive isStill={false} />
      </div>
    )
  }
  const address = replayAddress(boardId, kept.replaySha256)
  return (
    <>
      <iframe
        key={address}
        className={css['frame']}
        title={messages.pageOf(titleOf(evidence))}
        src={address}
        sandbox=""
        referrerPolicy="no-referrer"
      />
      <p className={css['note']}>
        <span>
          {messages.captured(moment(kept.capturedAt))}. {messages.pageNote}
        </span>
        <a href={address} target="_blank" rel="noreferrer noopener">
          {messages.openTab}
        </a>
      </p>
    </>
  )
}

function ArticleText({ text }: { text: string | undefined }) {
  if (text === undefined) return <p className={css['empty']}>{messages.noText}</p>
  return (
    // What scrolls has to be reached by keyboard.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <div className={css['scroll']} tabIndex={0}>
      <article className={css['article']} dir="auto">
        {text.split(/\n{2,}/).map((paragraph, at) => (
          // oxlint-disable-next-line react/no-array-index-key -- paragraphs have no names
          <p key={at}>{paragraph}</p>
        ))}
        <p className={css['soft']}>{messages.textNote}</p>
      </article>
    </div>
  )
}
