import { VisuallyHidden } from '@mantine/core'
import { IconArrowRight } from '@tabler/icons-react'
import { titleOf } from '../../shared/evidence/wording.ts'
import { fileAddress } from '../api.ts'
import { useBoard } from '../board/board-provider.tsx'
import { hiddenBecause } from '../evidence/curtain.tsx'
import { pictureOf } from '../evidence/picture-body.tsx'
import { textOf } from '../../shared/evidence/values.ts'
import { messages } from './media-messages.ts'
import css from './media.module.css'
import type { Player } from './player.ts'
import type { CitedFrame } from './use-about-clip.ts'

const words = messages.frames

/** Frames of the clip that are cited on the board. */
export function FramesList({ frames, player }: { frames: readonly CitedFrame[]; player: Player }) {
  const { boardId, chosen } = useBoard()
  if (frames.length === 0) return <p className={css['none']}>{words.none}</p>
  return (
    <ul className={css['list']}>
      {frames.map(({ evidence, frameOf }) => {
        const isHidden = hiddenBecause(textOf(evidence, 'sensitivity')) !== undefined
        const picture = isHidden ? undefined : pictureOf(evidence)
        return (
          <li key={evidence.id} className={css['item']}>
            <button
              type="button"
              className={css['go']}
              onClick={() => player.toFrame(frameOf.index)}
            >
              <VisuallyHidden>{words.show} </VisuallyHidden>
              {picture !== undefined && (
                <img
                  className={css['thumb']}
                  src={fileAddress(boardId, picture)}
                  alt=""
                  loading="lazy"
                />
              )}
              <span className={css['text']}>{titleOf(evidence)}</span>
            </button>
            <span className={css['acts']}>
              <button
                type="button"
                className={css['icon']}
                aria-label={words.open(titleOf(evidence))}
                onClick={() => chosen.choose(evidence.id)}
              >
                <IconArrowRight size={16} stroke={1.8} />
              </button>
            </span>
          </li>
        )
      })}
    </ul>
  )
}
