import { ActionIcon, Button, TextInput } from '@mantine/core'
import { IconX } from '@tabler/icons-react'
import { useState } from 'react'
import { setField } from '../../shared/board/actions.ts'
import type { ControlPoint } from '../../shared/evidence/georeference.ts'
import type { Evidence } from '../../shared/evidence/kinds.ts'
import { valueOf } from '../../shared/evidence/values.ts'
import type { Point } from '../../shared/geo/matrix.ts'
import { placeInWords, readPlace } from '../../shared/geo/place-text.ts'
import { placingBy, type Size } from '../../shared/geo/placing.ts'
import { useBoard } from '../board/board-provider.tsx'
import { useStage } from '../viewer/picture-stage.tsx'
import { metresInWords } from './compare-words.ts'
import { PointSurface } from './point-surface.tsx'
import { messages } from './satellite-messages.ts'
import css from './satellite.module.css'

const words = messages.points
const MOST_POINTS = 4

type Props = {
  evidence: Evidence
  size: Size
  onHover: (point: Point) => void
  onStop: () => void
}

/** Places a picture by points that are recognised in it. */
export function ControlPointsTool({ evidence, size, onHover, onStop }: Props) {
  const board = useBoard()
  const before = valueOf(evidence, 'georeference', 'georeference')
  const [points, setPoints] = useState<ControlPoint[]>(
    before?.from === 'control-points' ? before.points : [],
  )
  const [at, setAt] = useState<Point | null>(null)
  const [text, setText] = useState('')
  const [problem, setProblem] = useState<string | null>(null)
  const isFull = points.length >= MOST_POINTS
  const set = { from: 'control-points' as const, points, by: board.me.name, at: '' }
  const placing = points.length > 1 ? placingBy(set, size) : null

  const add = () => {
    const place = readPlace(text)
    setProblem(place ? null : words.wrong)
    if (!place || !at) return
    setPoints([...points, { x: at.x / size.w, y: at.y / size.h, ...place }])
    setAt(null)
    setText('')
  }
  const save = () => {
    setField(board.doc, evidence.id, 'georeference', { ...set, at: new Date().toISOString() })
    onStop()
  }
  return (
    <>
      <PointSurface
        size={size}
        onPoint={(point) => {
          if (!isFull) setAt(point)
        }}
        onHover={onHover}
        onStop={onStop}
      />
      <Numbers points={points} size={size} at={at} />
      {/* A press in the panel is not for the picture under it. */}
      {/* oxlint-disable-next-line jsx-a11y/no-static-element-interactions */}
      <div className={css['panel']} onPointerDown={(event) => event.stopPropagation()}>
        <h3>{words.title}</h3>
        <p className={css['soft']}>{isFull ? words.most : words.hint}</p>
        <ol>
          {points.map((point, index) => (
            // oxlint-disable-next-line react/no-array-index-key -- a point is its number
            <li key={index}>
              <span>
                <strong>{index + 1}</strong> {placeInWords(point, 1)}
                {placing &&
                  typeof placing !== 'string' &&
                  placing.residualsM[index] !== undefined && (
                    <> · {words.missed(metresInWords(placing.residualsM[index]))}</>
                  )}
              </span>
              <ActionIcon
                variant="subtle"
                color="gray"
                aria-label={words.removePoint(index + 1)}
                onClick={() => setPoints(points.toSpliced(index, 1))}
              >
                <IconX size={15} stroke={1.8} />
              </ActionIcon>
            </li>
          ))}
        </ol>
        {at && (
          <>
            <TextInput
              size="sm"
              data-autofocus
              label={`${words.point(points.length + 1)}: ${words.coordinates}`}
              placeholder={words.example}
              value={text}
              error={problem}
              maxLength={200}
              ref={(input) => input?.focus({ preventScroll: true })}
              onChange={(event) => setText(event.currentTarget.value)}
              onKeyDown={(event) => event.key === 'Enter' && add()}
            />
            <Button size="compact-sm" variant="default" onClick={add}>
              {words.add}
            </Button>
          </>
        )}
        {!at && points.length > 0 && !isFull && <p className={css['soft']}>{words.another}</p>}
        {placing !== null && (
          <p aria-live="polite">
            {typeof placing === 'string'
              ? words.impossible
              : placing.fitM === null
                ? words.unchecked
                : words.checked(metresInWords(placing.fitM))}
          </p>
        )}
        <div className={css['row']}>
          <Button
            size="compact-sm"
            disabled={placing === null || typeof placing === 'string'}
            onClick={save}
          >
            {words.save}
          </Button>
          <Button size="compact-sm" variant="default" onClick={onStop}>
            {words.cancel}
          </Button>
        </div>
      </div>
    </>
  )
}

/** The points by number, and the one that is being written. */
function Numbers({
  points,
  size,
  at,
}: {
  points: readonly ControlPoint[]
  size: Size
  at: Point | null
}) {
  const { view } = useStage()
  const all = [
    ...points.map(({ x, y }) => ({ x: x * size.w, y: y * size.h })),
    ...(at ? [at] : []),
  ].map(({ x, y }) => ({ x: x * view.scale + view.x, y: y * view.scale + view.y }))
  return (
    <div style={{ position: 'absolute', inset: 0, pointerEvents: 'none' }} aria-hidden="true">
      <svg className={css['drawing']}>
        {all.map(({ x, y }, index) => (
          // oxlint-disable-next-line react/no-array-index-key -- a point is its number
          <circle key={index} className={css['dot']} cx={x} cy={y} r={5} />
        ))}
      </svg>
      {all.map(({ x, y }, index) => (
        // oxlint-disable-next-line react/no-array-index-key -- a point is its number
        <span key={index} className={css['figure']} style={{ left: x, top: y }}>
          {index + 1}
        </span>
      ))}
    </div>
  )
}
