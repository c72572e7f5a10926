import type { Point } from '../../shared/geo/matrix.ts'
import { useStage } from '../viewer/picture-stage.tsx'
import css from './satellite.module.css'

export type Drawn = { id: string; points: readonly Point[]; isClosed: boolean; text: string }

/** Lines and areas over a picture, with their figures; points are pixels of the picture. */
export function DrawnMeasurements({ drawn }: { drawn: readonly Drawn[] }) {
  const { view } = useStage()
  const onStage = ({ x, y }: Point): Point => ({
    x: x * view.scale + view.x,
    y: y * view.scale + view.y,
  })
  const shapes = drawn.map((each) => ({ ...each, points: each.points.map(onStage) }))
  return (
    <div style={{ position: 'absolute', inset: 0, pointerEvents: 'none' }}>
      <svg className={css['drawing']} aria-hidden="true">
        {shapes.map(({ id, points, isClosed }) => {
          const path = points.map(({ x, y }) => `${x},${y}`).join(' ')
          const Line = isClosed ? 'polygon' : 'polyline'
          return (
            <g key={id}>
              <Line className={css['halo']} points={path} />
              <Line className={css['line']} points={path} data-closed={isClosed || undefined} />
              {points.map(({ x, y }, index) => (
                // oxlint-disable-next-line react/no-array-index-key -- a point is its place in the line
                <circle key={index} className={css['dot']} cx={x} cy={y} r={4} />
              ))}
            </g>
          )
        })}
      </svg>
      {shapes.map(({ id, points, text }) => {
        const end = points.at(-1)
        return end && text !== '' ? (
          <span key={id} className={css['figure']} style={{ left: end.x, top: end.y }}>
            {text}
          </span>
        ) : null
      })}
    </div>
  )
}
