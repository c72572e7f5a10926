import { VisuallyHidden } from '@mantine/core'
import { IconArrowRight } from '@tabler/icons-react'
import { textOf } from '../../shared/evidence/values.ts'
import { rangeInWords } from '../../shared/media/media-time.ts'
import { useBoard } from '../board/board-provider.tsx'
import { useRole } from '../board/use-role.ts'
import { messages } from './media-messages.ts'
import controls from './controls.module.css'
import moments from './moments.module.css'
import type { Player } from './player.ts'
import type { BoundQuote } from './use-about-clip.ts'

const words = messages.quotes

/** What is said in the clip and stands on the board: each quote plays the range that it is bound to. */
export function QuotesList({
  quotes,
  player,
  makeQuote,
}: {
  quotes: readonly BoundQuote[]
  player: Player
  makeQuote: (range: { startS: number; endS: number }) => void
}) {
  const { chosen } = useBoard()
  const isViewer = useRole() === 'viewer'
  const { range } = player
  return (
    <>
      {!isViewer &&
        (range ? (
          <button type="button" className={controls['button']} onClick={() => makeQuote(range)}>
            {words.add(rangeInWords(range))}
          </button>
        ) : (
          <p className={moments['none']}>{words.markFirst}</p>
        ))}
      {quotes.length === 0 && <p className={moments['none']}>{words.none}</p>}
      <ul className={moments['list']}>
        {quotes.map(({ evidence, range: bound }) => {
          const said = textOf(evidence, 'words') ?? words.noWords
          return (
            <li key={evidence.id} className={moments['item']}>
              <button type="button" className={moments['go']} onClick={() => player.loop(bound)}>
                <VisuallyHidden>{words.listen} </VisuallyHidden>
                <span className={moments['at']}>{rangeInWords(bound)}</span>
                <span className={moments['text']} data-said="">
                  {said}
                </span>
                <small className={moments['by']}>{textOf(evidence, 'speaker')}</small>
              </button>
              <span className={moments['acts']}>
                <button
                  type="button"
                  className={controls['icon']}
                  aria-label={words.open(said)}
                  onClick={() => chosen.choose(evidence.id)}
                >
                  <IconArrowRight size={16} stroke={1.8} />
                </button>
              </span>
            </li>
          )
        })}
      </ul>
    </>
  )
}
