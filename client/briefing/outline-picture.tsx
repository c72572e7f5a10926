import type { Outline } from '../board/board-handle.ts'
import css from './outline-picture.module.css'

/** A scene in little: where its cards, texts and strings lie within its frame. */
export function OutlinePicture({ outline }: { outline: Outline }) {
  const { frame, shapes } = outline
  return (
    <svg
      className={css['picture']}
      viewBox={`${frame.x} ${frame.y} ${frame.w} ${frame.h}`}
      preserveAspectRatio="xMidYMid meet"
      aria-hidden="true"
    >
      <rect className={css['frame']} x={frame.x} y={frame.y} width={frame.w} height={frame.h} />
      {shapes.map(({ id, x, y, w, h, kind, isDimmed }) => (
        <rect
          key={id}
          className={css['shape']}
          data-kind={kind}
          data-dimmed={isDimmed || undefined}
          x={x}
          y={y}
          width={w}
          height={h}
          rx={kind === 'card' ? Math.min(w, h) * 0.04 : 0}
        />
      ))}
    </svg>
  )
}
