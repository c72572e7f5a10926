import type { WorkingCopy } from '../../shared/protocol/http.ts'
import { copyWords, messages } from './copy-messages.ts'
import css from './copy-state.module.css'
import { isUnderWay } from './use-working-copy.ts'

/** How far the copy for playing is, over the foot of a clip's picture. */
export function CopyState({ copy }: { copy: WorkingCopy }) {
  const words = copyWords(copy)
  if (words === undefined) return null
  return (
    <div className={css['state']}>
      <p>{words}</p>
      {isUnderWay(copy) && (
        <progress
          className={css['bar']}
          aria-label={messages.progress}
          value={copy.percent}
          max={100}
        />
      )}
    </div>
  )
}
