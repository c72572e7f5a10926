import { valueOf } from '../../shared/evidence/values.ts'
import { titleOf } from '../../shared/evidence/wording.ts'
import { fileAddress } from '../api.ts'
import type { ViewerProps } from '../viewer/viewers.ts'
import { ClipDesk } from './clip-desk.tsx'
import { copyWords } from './copy-messages.ts'
import { messages } from './media-messages.ts'
import css from './video-viewer.module.css'
import { useClip, type ClipState } from './use-clip.ts'
import { useWorkingCopy } from './use-working-copy.ts'

/** A clip looked at frame by frame; where that cannot be, a sentence that says why. */
export function VideoViewer({ evidence, boardId }: ViewerProps) {
  const state = useClip(evidence, boardId)
  if (state.is === 'open')
    return <ClipDesk key={state.sha256} evidence={evidence} boardId={boardId} opened={state} />
  if (state.is === 'problem')
    return (
      <div className={css['problem']}>
        <p>{sentenceOf(state)}</p>
        {state.why !== 'no-file' && <CopyUnderWay evidence={evidence} boardId={boardId} />}
        {state.why === 'no-picture' && <Listen evidence={evidence} boardId={boardId} />}
      </div>
    )
  const percent = Math.floor(state.counted * 100)
  return (
    <output className={css['problem']}>
      {percent === 0 ? messages.opening : messages.counting(percent)}
    </output>
  )
}

/** How far a copy is that will be shown here once it is made. */
function CopyUnderWay({ evidence, boardId }: ViewerProps) {
  const copy = useWorkingCopy(evidence, boardId)
  const words = copy && copyWords(copy)
  return words === undefined ? null : <output>{words}</output>
}

function Listen({ evidence, boardId }: ViewerProps) {
  const file = valueOf(evidence, 'file', 'file')
  if (!file) return null
  return (
    // What is said in it stands in quotes beside it.
    // oxlint-disable-next-line jsx-a11y/media-has-caption
    <audio controls src={fileAddress(boardId, file.sha256)} aria-label={titleOf(evidence)} />
  )
}

function sentenceOf(state: Extract<ClipState, { is: 'problem' }>): string {
  const sentence = messages.problem[state.why]
  return typeof sentence === 'string' ? sentence : sentence(state.codec)
}
