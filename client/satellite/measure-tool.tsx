import { Button, TextInput } from '@mantine/core'
import { useState } from 'react'
import { putEntry } from '../../shared/board/actions.ts'
import type { Evidence } from '../../shared/evidence/kinds.ts'
import type { Measurement } from '../../shared/evidence/measurement.ts'
import type { Point } from '../../shared/geo/matrix.ts'
import type { Placing, Size } from '../../shared/geo/placing.ts'
import { useBoard } from '../board/board-provider.tsx'
import { useRole } from '../board/use-role.ts'
import { DrawnMeasurements } from './drawn-measurements.tsx'
import { measuredInWords } from './measured-in-words.ts'
import { PointSurface } from './point-surface.tsx'
import { messages } from './satellite-messages.ts'
import css from './satellite.module.css'

const words = messages.measure
const MOST_POINTS = 200

type Props = {
  what: Measurement['what']
  evidence: Evidence
  size: Size
  placing: Placing | null
  onHover: (point: Point) => void
  onStop: () => void
}

/** Measures along a line or round an area; what is worth keeping gets a name and stays with the picture. */
export function MeasureTool({ what, evidence, size, placing, onHover, onStop }: Props) {
  const board = useBoard()
  const canKeep = useRole() !== 'viewer'
  const [points, setPoints] = useState<Point[]>([])
  const [label, setLabel] = useState('')
  const least = what === 'area' ? 3 : 2
  const figure = points.length >= least ? measuredInWords(what, points, placing) : ''
  const isEnough = points.length >= least
  const keep = () => {
    if (!canKeep || !isEnough) return
    putEntry(
      board.doc,
      evidence.id,
      { field: 'measurements', entry: 'measurement' },
      {
        what,
        label: label.trim(),
        points: points.map(({ x, y }) => ({ x: share(x / size.w), y: share(y / size.h) })),
        by: board.me.name,
        at: new Date().toISOString(),
      },
    )
    onStop()
  }
  return (
    <>
      <PointSurface
        size={size}
        onPoint={(point) =>
          setPoints((before) => (before.length < MOST_POINTS ? [...before, point] : before))
        }
        onHover={onHover}
        onDone={keep}
        onBack={() => setPoints((before) => before.slice(0, -1))}
        onStop={onStop}
      />
      <DrawnMeasurements drawn={[{ id: 'new', points, isClosed: what === 'area', text: figure }]} />
      {/* A press in the panel is not for the picture under it. */}
      {/* oxlint-disable-next-line jsx-a11y/no-static-element-interactions */}
      <div className={css['panel']} onPointerDown={(event) => event.stopPropagation()}>
        <h3>{what === 'area' ? words.area : words.distance}</h3>
        <p aria-live="polite">
          {figure || (what === 'area' ? words.hintArea : words.hintDistance)}
        </p>
        {canKeep && isEnough && (
          <TextInput
            size="sm"
            aria-label={words.label}
            placeholder={words.label}
            maxLength={500}
            value={label}
            onChange={(event) => setLabel(event.currentTarget.value)}
            onKeyDown={(event) => event.key === 'Enter' && keep()}
          />
        )}
        <div className={css['row']}>
          {canKeep && (
            <Button size="compact-sm" disabled={!isEnough} onClick={keep}>
              {words.keep}
            </Button>
          )}
          <Button
            size="compact-sm"
            variant="default"
            disabled={points.length === 0}
            onClick={() => setPoints(points.slice(0, -1))}
          >
            {words.undoPoint}
          </Button>
          <Button size="compact-sm" variant="default" onClick={onStop}>
            {words.stop}
          </Button>
        </div>
      </div>
    </>
  )
}

function share(value: number): number {
  return Math.max(0, Math.min(1, value))
}
