import css from './presentation.module.css'
import { presentingMessages as words } from './presenting-messages.ts'

type Props = {
  /** What the scene is called and says to those who watch, where that is wanted. */
  caption: { title: string; text: string } | null
  isDrawing: boolean
  /** The number that is being typed, and the title of that scene. */
  goTo: { digits: string; title: string | null } | null
}

/** What is written over the picture: the scene's caption, and what a press would do. */
export function StageWords({ caption, isDrawing, goTo }: Props) {
  return (
    <>
      {caption && (
        <div className={css['caption']}>
          <strong>{caption.title}</strong>
          {caption.text !== '' && <p>{caption.text}</p>}
        </div>
      )}
      {isDrawing && <p className={css['drawing']}>{words.drawing}</p>}
      {goTo && (
        <output className={css['digits']}>
          {words.goTo(goTo.digits, goTo.title)} <kbd>{words.enter}</kbd>
        </output>
      )}
    </>
  )
}
