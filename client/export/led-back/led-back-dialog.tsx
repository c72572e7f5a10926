import { Button, Modal } from '@mantine/core'
import { IconAlertTriangle, IconCheck, IconQuestionMark } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { useLocation } from 'wouter'
import { searchOf } from '../../history/moment.ts'
import { messages } from '../../ui/messages.ts'
import { moment as instantInWords } from '../../ui/time.ts'
import type { CheckedPicture } from './check-picture.ts'
import css from './led-back.module.css'
import { ledBackMessages as words } from './led-back-messages.ts'

/** Which board and moment a picture is of, whether it was altered, and the way there. */
export function LedBackDialog({
  picture,
  close,
  keep,
}: {
  picture: CheckedPicture
  close: () => void
  /** Adds the file as evidence; null where that cannot be done. */
  keep: (() => void) | null
}) {
  const [, go] = useLocation()
  const { facts, board } = picture
  return (
    <Modal
      opened
      onClose={close}
      title={words.title}
      zIndex={400}
      closeButtonProps={{ 'aria-label': messages.common.close }}
    >
      <p className={css['of']}>{words.of(facts.title, facts.moment)}</p>
      <Verdict picture={picture} />
      <div className={css['actions']}>
        {board === 'here' && (
          <Button
            onClick={() => {
              close()
              go(`/board/${facts.boardId}${searchOf({ kind: 'past', seq: facts.seq })}`)
            }}
          >
            {words.open}
          </Button>
        )}
        {keep && (
          <Button
            variant="default"
            onClick={() => {
              close()
              keep()
            }}
          >
            {words.keep}
          </Button>
        )}
      </div>
    </Modal>
  )
}

function Verdict({ picture: { isUnaltered, board, taken } }: { picture: CheckedPicture }) {
  const [first] = taken
  return (
    <ul className={css['verdict']}>
      {isUnaltered === true ? (
        <Line sign={<IconCheck size={18} aria-hidden="true" />} text={words.unaltered} />
      ) : (
        <Line
          sign={<IconAlertTriangle size={18} aria-hidden="true" />}
          text={isUnaltered === false ? words.altered : words.unsure}
          isBad
        />
      )}
      {board === 'here' && first ? (
        <Line
          sign={<IconCheck size={18} aria-hidden="true" />}
          text={words.taken(first.by, instantInWords(first.at))}
        />
      ) : (
        <Line
          sign={<IconQuestionMark size={18} aria-hidden="true" />}
          text={board === 'here' ? words.notTaken : words[board]}
          isBad={board === 'other'}
        />
      )}
    </ul>
  )
}

function Line({ sign, text, isBad = false }: { sign: ReactNode; text: string; isBad?: boolean }) {
  return (
    <li data-bad={isBad || undefined}>
      {sign}
      <span>{text}</span>
    </li>
  )
}
