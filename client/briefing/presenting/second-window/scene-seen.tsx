import type { Outline } from '../../../board/board-handle.ts'
import { OutlinePicture } from '../../outline-picture.tsx'
import type { DrawnScene } from './drawn-scenes.ts'
import { presentingMessages as words } from '../presenting-messages.ts'
import css from './scene-seen.module.css'

type Props = {
  title: string
  outline: Outline | null
  drawn: DrawnScene
  /** Whether the screen that others see is black. */
  isBlack: boolean
}

/** A scene as it is seen: its picture, and until there is one where things lie on it. */
export function SceneSeen({ title, outline, drawn, isBlack }: Props) {
  const reason = reasonOf(drawn)
  return (
    <figure className={css['seen']} aria-busy={drawn.is === 'waiting'}>
      <div className={css['screen']}>
        {drawn.is === 'drawn' ? (
          <img src={drawn.address} alt={words.pictureOf(title)} />
        ) : (
          outline && <OutlinePicture outline={outline} />
        )}
        {isBlack && <span className={css['black']}>{words.isBlack}</span>}
      </div>
      {reason !== null && <figcaption>{reason}</figcaption>}
    </figure>
  )
}

function reasonOf({ is }: DrawnScene): string | null {
  if (is === 'failed') return words.notDrawn
  return is === 'too-much' ? words.tooMuchToDraw : null
}
