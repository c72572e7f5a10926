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
      <Findings picture={picture} />
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

const SIGN = { size: 18, 'aria-hidden': 'true' } as const

function Findings({ picture: { verdict, board, taken, signed } }: { picture: CheckedPicture }) {
  const [first] = taken
  const isKnown = board === 'here' && first !== undefined
  return (
    <ul className={css['verdict']}>
      {verdict !== 'unaltered' ? (
        <Line sign={<IconAlertTriangle {...SIGN} />} text={words.verdicts[verdict]} isBad />
      ) : isKnown ? (
        <Line sign={<IconCheck {...SIGN} />} text={words.verdicts.unaltered} />
      ) : (
        <Line sign={<IconQuestionMark {...SIGN} />} text={words.fits} />
      )}
      {isKnown ? (
        <Line
          sign={<IconCheck {...SIGN} />}
          text={words.taken(first.by, instantInWords(first.at))}
        />
      ) : (
        <Line
          sign={<IconQuestionMark {...SIGN} />}
          text={board === 'here' ? words.notTaken : words[board]}
          isBad={board === 'other'}
        />
      )}
      {signed && (
        <Line
          sign={
            signed.verdict === 'broken' ? (
              <IconAlertTriangle {...SIGN} />
            ) : signed.verdict === 'hold' && signed.isOurs ? (
              <IconCheck {...SIGN} />
            ) : (
              <IconQuestionMark {...SIGN} />
            )
          }
          text={words.signed(signed)}
          isBad={signed.verdict === 'broken'}
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
