import { useId, useState, type KeyboardEvent } from 'react'
import {
  grownBy,
  movedBy,
  regionName,
  type NumberedRegion,
  type Point,
} from '../../../shared/evidence/region-outline.ts'
import { useStage } from '../picture-stage.tsx'
import { DrawingSurface } from './drawing-surface.tsx'
import { pointsOf } from './points-of.ts'
import { messages } from './region-messages.ts'
import css from './regions.module.css'
import { useGrip, type Grip, type Pulled } from './use-grip.ts'
import type { RegionDesk } from './use-region-desk.ts'

/** Share of the picture that an arrow key moves by; with Ctrl a fifth of it. */
const STEP = 0.01

/**
 * The regions of a picture, to be laid over it as the overlay of its PictureStage. Each is a button to the keyboard:
 * arrows move it, Shift and arrows resize it, Delete removes it.
 *
 * @param size pixels of the picture as its stage has it
 */
export function RegionsLayer({ desk, size }: { desk: RegionDesk; size: { w: number; h: number } }) {
  const { view } = useStage()
  const keysId = useId()
  const [pulled, setPulled] = useState<Pulled | null>(null)
  const grip = useGrip({ desk, size, pulled, setPulled })
  const toStage = ({ x, y }: Point): Point => ({
    x: x * size.w * view.scale + view.x,
    y: y * size.h * view.scale + view.y,
  })
  const cornersOf = ({ id, region }: NumberedRegion) =>
    (pulled?.id === id ? pulled.outline : region.outline).map(toStage)
  const chosen = desk.regions.find(({ id }) => id === desk.chosen)
  return (
    // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- no HTML tag can stand in an SVG
    <svg className={css['layer']} role="group" aria-label={messages.regions}>
      <desc id={keysId}>{messages.move}</desc>
      {desk.regions.map((numbered) => (
        <RegionShape
          key={numbered.id}
          desk={desk}
          keysId={keysId}
          numbered={numbered}
          corners={cornersOf(numbered)}
          grip={grip}
        />
      ))}
      {/* Above the others, so that what is chosen can be pulled wherever it lies. */}
      {chosen && desk.canEdit && (
        <Handles numbered={chosen} corners={cornersOf(chosen)} grip={grip} />
      )}
      {desk.tool !== 'select' && (
        <DrawingSurface key={desk.tool} desk={desk} size={size} toStage={toStage} />
      )}
    </svg>
  )
}

function RegionShape({
  desk,
  keysId,
  numbered,
  corners,
  grip,
}: {
  desk: RegionDesk
  /** Of what says which keys do what. */
  keysId: string
  numbered: NumberedRegion
  corners: readonly Point[]
  grip: Grip
}) {
  const { id, number, region } = numbered
  const isChosen = desk.chosen === id
  const points = pointsOf(corners)
  const onKeyDown = (event: KeyboardEvent) => {
    const by = stepOf(event)
    if (by && desk.canEdit) {
      const change = event.shiftKey ? grownBy : movedBy
      desk.change(id, { outline: change(region.outline, by) })
    } else if ((event.key === 'Delete' || event.key === 'Backspace') && desk.canEdit) {
      desk.remove(id)
    } else if (event.key === 'Enter' || event.key === ' ') desk.choose(id)
    else return
    event.preventDefault()
    event.stopPropagation()
  }
  return (
    <g
      className={css['region']}
      data-region={id}
      data-chosen={isChosen || undefined}
      // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- no HTML button can stand in an SVG
      role="button"
      tabIndex={0}
      aria-label={regionName(numbered)}
      aria-pressed={isChosen}
      aria-describedby={desk.canEdit ? keysId : undefined}
      onFocus={() => desk.choose(id)}
      onKeyDown={onKeyDown}
    >
      <polygon className={css['grip']} points={points} {...grip(numbered, null)} />
      <polygon className={css['casing']} points={points} />
      <polygon className={css['line']} points={points} />
      <Badge number={number} corners={corners} />
    </g>
  )
}

/** Only for the hand: by keyboard the region itself is moved and resized. */
function Handles({
  numbered,
  corners,
  grip,
}: {
  numbered: NumberedRegion
  corners: readonly Point[]
  grip: Grip
}) {
  return (
    <g aria-hidden="true">
      <polygon className={css['grip']} points={pointsOf(corners)} {...grip(numbered, null)} />
      {corners.map(({ x, y }, corner) => (
        <rect
          // oxlint-disable-next-line react/no-array-index-key -- a corner is its place in the outline
          key={corner}
          className={css['handle']}
          x={x - 5}
          y={y - 5}
          width={10}
          height={10}
          {...grip(numbered, corner)}
        />
      ))}
    </g>
  )
}

/** The number stands at the uppermost corner, the leftmost of those. */
function Badge({ number, corners }: { number: number; corners: readonly Point[] }) {
  const at = corners.toSorted((a, b) => a.y - b.y || a.x - b.x)[0] ?? { x: 0, y: 0 }
  return (
    <g className={css['badge']} transform={`translate(${at.x} ${at.y})`} aria-hidden="true">
      <circle r={12} />
      <text dy="0.36em">{number}</text>
    </g>
  )
}

function stepOf({ key, ctrlKey, metaKey }: KeyboardEvent): Point | null {
  const step = ctrlKey || metaKey ? STEP / 5 : STEP
  switch (key) {
    case 'ArrowLeft':
      return { x: -step, y: 0 }
    case 'ArrowRight':
      return { x: step, y: 0 }
    case 'ArrowUp':
      return { x: 0, y: -step }
    case 'ArrowDown':
      return { x: 0, y: step }
    default:
      return null
  }
}
