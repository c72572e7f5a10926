import type { Box, NumberedRegion } from '../../../shared/evidence/region-outline.ts'
import css from './region-crop.module.css'

/**
 * Numbered outlines over a picture that is fitted into its box (`object-fit: contain`), light on dark so that they
 * can be seen on any picture. Lines and numbers grow with the picture, on the canvas and in pictures of it.
 *
 * @param size pixels of the picture as shown
 * @param window the part of it that is shown, in its pixels; all of it unless given
 */
export function RegionMarks({
  regions,
  size,
  window = { x: 0, y: 0, ...size },
}: {
  regions: readonly NumberedRegion[]
  size: { w: number; h: number }
  window?: Box
}) {
  if (regions.length === 0) return null
  const unit = Math.max(window.w, window.h) / 100
  return (
    <svg
      className={css['marks']}
      viewBox={`${window.x} ${window.y} ${window.w} ${window.h}`}
      aria-hidden="true"
    >
      {regions.map(({ id, number, region }) => {
        const corners = region.outline.map(({ x, y }) => ({ x: x * size.w, y: y * size.h }))
        const points = corners.map(({ x, y }) => `${x},${y}`).join(' ')
        const top = corners.toSorted((a, b) => a.y - b.y || a.x - b.x)[0] ?? window
        const radius = unit * 4.2
        // A number at the very edge is drawn inside.
        const at = {
          x: Math.min(window.x + window.w - radius, Math.max(window.x + radius, top.x)),
          y: Math.min(window.y + window.h - radius, Math.max(window.y + radius, top.y)),
        }
        return (
          <g key={id} data-region={id}>
            <polygon className={css['casing']} points={points} strokeWidth={unit * 1.8} />
            <polygon className={css['line']} points={points} strokeWidth={unit * 0.8} />
            <g className={css['badge']} transform={`translate(${at.x} ${at.y})`}>
              <circle r={radius} strokeWidth={unit * 0.6} />
              <text dy="0.36em" fontSize={unit * 5}>
                {number}
              </text>
            </g>
          </g>
        )
      })}
    </svg>
  )
}
