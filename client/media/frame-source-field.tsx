import { useState } from 'react'
import type { Field } from '../../shared/evidence/fields.ts'
import type { FrameSource } from '../../shared/evidence/references.ts'
import { titleOf } from '../../shared/evidence/wording.ts'
import { exactClock } from '../../shared/media/media-time.ts'
import { useBoard } from '../board/board-provider.tsx'
import { FieldGroup } from '../evidence/fields/field-frame.tsx'
import css from '../evidence/fields/fields.module.css'
import { useLive } from '../ui/use-live.ts'
import { messages } from './media-messages.ts'
import own from './media-fields.module.css'

const words = messages.frameSource

type Check = 'unchecked' | 'checking' | 'same' | 'other' | 'impossible'

/** Which frame of which clip a picture is, how to see it there, and whether its pixels are still the same. */
export function FrameSourceField({
  field,
  value,
}: {
  field: Field
  value: FrameSource | undefined
}) {
  const board = useBoard()
  useLive(board.evidence)
  if (!value) return null
  const clip = board.evidence.get(value.of)
  return (
    <FieldGroup field={{ label: field.label }}>
      <p className={own['link']}>
        {words.of(value.index)}{' '}
        {clip ? (
          <button
            type="button"
            title={words.open}
            onClick={() => board.viewing.open(value.of, { startS: value.timeS, endS: null })}
          >
            {titleOf(clip)}
          </button>
        ) : (
          words.gone
        )}
        , {words.at(exactClock(value.timeS))}. {value.crop ? words.part : words.whole}
      </p>
      {value.originalSha256 !== undefined && <p className={css['soft']}>{words.copy}</p>}
      <p className={css['hash']} title={words.pixels}>
        {words.pixels} {value.pixelSha256}
      </p>
      <CheckAgain key={value.pixelSha256} boardId={board.boardId} value={value} />
    </FieldGroup>
  )
}

function CheckAgain({ boardId, value }: { boardId: string; value: FrameSource }) {
  const [check, setCheck] = useState<Check>('unchecked')
  const run = async () => {
    setCheck('checking')
    const { checkFrame } = await import('./check-frame.ts')
    setCheck(await checkFrame(boardId, value))
  }
  return (
    <div className={own['check']}>
      <button
        type="button"
        className={own['button']}
        disabled={check === 'checking'}
        onClick={() => void run()}
      >
        {words.check}
      </button>
      <output data-check={check}>
        {check === 'checking' && words.checking}
        {check !== 'unchecked' && check !== 'checking' && words[check]}
      </output>
    </div>
  )
}
