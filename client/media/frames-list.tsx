import { VisuallyHidden } from '@mantine/core'
import { IconArrowRight } from '@tabler/icons-react'
import { titleOf } from '../../shared/evidence/wording.ts'
import { fileAddress } from '../api.ts'
import { useBoard } from '../board/board-provider.tsx'
import { hiddenBecause } from '../evidence/curtain.tsx'
import { pictureOf } from '../evidence/picture-body.tsx'
import { textOf } from '../../shared/evidence/values.ts'
import { messages } from './media-messages.ts'
import controls from './controls.module.css'
import moments from './moments.module.css'
import type { Player } from './player.ts'
import type { CitedFrame } from './use-about-clip.ts'

const words = messages.frames

/** Frames of the clip that are cited on the board. */
export function FramesList({ frames, player }: { frames: readonly CitedFrame[]; player: Player }) {
  const { boardId, chosen } = useBoard()
  if (frames.length === 0) return <p className={moments['none']}>{words.none}</p>
  return (
    <ul className={moments['list']}>
      {frames.map(({ evidence, frameOf }) => {
        const isHidden = hiddenBecause(textOf(evidence, 'sensitivity')) !== undefined
        const picture = isHidden ? undefined : pictureOf(evidence)
        return (
          <li key={evidence.id} className={moments['item']}>
            <button
              type="button"
              className={moments['go']}
              onClick={() => player.toFrame(frameOf.index)}
            >
              <VisuallyHidden>{words.show} </VisuallyHidden>
              {picture !== undefined && (
                <img
                  className={moments['thumb']}
                  src={fileAddress(boardId, picture)}
                  alt=""
                  loading="lazy"
                />
              )}
              <span className={moments['text']}>{titleOf(evidence)}</span>
            </button>
            <span className={moments['acts']}>
              <button
                type="button"
                className={controls['icon']}
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
