import { IconX } from '@tabler/icons-react'
import { useBoard } from '../board/board-provider.tsx'
import { briefingMessages as words } from './briefing-messages.ts'
import css from './scene-details.module.css'

/** Shapes by name, a group once for all that is in it; a press selects one on the canvas. */
export function ShapeList({
  title,
  shapeIds,
  takeOut,
}: {
  title?: string
  shapeIds: readonly string[]
  /** Null for who may only look. */
  takeOut: ((shapeIds: readonly string[]) => void) | null
}) {
  const { canvasView } = useBoard()
  if (shapeIds.length === 0) return null
  return (
    <>
      {title !== undefined && <p className={css['listTitle']}>{title}</p>}
      <ul className={css['shapes']}>
        {canvasView.outermost(shapeIds).map((id) => {
          const name = canvasView.nameOf(id)
          return (
            <li key={id}>
              <button
                type="button"
                className={css['shape']}
                onClick={() => canvasView.selectShapes([id])}
              >
                {name}
              </button>
              {takeOut && (
                <button
                  type="button"
                  className={css['out']}
                  aria-label={words.takeOut(name)}
                  onClick={() => takeOut(canvasView.withGrouped([id]))}
                >
                  <IconX size={14} stroke={1.8} aria-hidden="true" />
                </button>
              )}
            </li>
          )
        })}
      </ul>
    </>
  )
}
