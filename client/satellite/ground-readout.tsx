import { VisuallyHidden } from '@mantine/core'
import { IconArrowUp } from '@tabler/icons-react'
import { useEffect, useRef, useState } from 'react'
import type { Point } from '../../shared/geo/matrix.ts'
import { roundLength } from '../../shared/geo/measure-words.ts'
import { northAt, positionErrorAt, resolutionAt, scaleBar } from '../../shared/geo/measure.ts'
import { placeInWords } from '../../shared/geo/place-text.ts'
import type { Placing, Size } from '../../shared/geo/placing.ts'
import { useStage } from '../viewer/picture-stage.tsx'
import { metresInWords } from './compare-words.ts'
import { POINTING_PX } from './measured-in-words.ts'
import { messages } from './satellite-messages.ts'
import css from './satellite.module.css'

const SCALE_PX = 150

/** Scale, north and the place under the pointer (or under the crosshair of a tool), with what is known of its error. */
export function GroundReadout({
  placing,
  size,
  pointed,
}: {
  placing: Placing | null
  size: Size
  pointed: Point | null
}) {
  const foot = useRef<HTMLDivElement>(null)
  const stage = useStage()
  const { view } = stage
  const [hovered, setHovered] = useState<Point | null>(null)
  useEffect(() => {
    const section = foot.current?.closest('section')
    const move = (event: globalThis.PointerEvent) => setHovered(stage.toPicture(event))
    const leave = () => setHovered(null)
    section?.addEventListener('pointermove', move)
    section?.addEventListener('pointerleave', leave)
    return () => {
      section?.removeEventListener('pointermove', move)
      section?.removeEventListener('pointerleave', leave)
    }
  }, [stage])
  const middle = { x: size.w / 2, y: size.h / 2 }
  const resolution = placing && resolutionAt(placing, middle)
  const bar = resolution && scaleBar(resolution.x / view.scale, SCALE_PX)
  const north = placing && northAt(placing, middle)
  return (
    <div ref={foot} className={css['foot']} style={{ pointerEvents: 'none' }}>
      {bar && (
        <span
          className={css['scale']}
          title={messages.scale(roundLength(bar.metres))}
          style={{ width: bar.pixels }}
        >
          {roundLength(bar.metres)}
        </span>
      )}
      {north !== null && (
        <span className={css['north']} title={messages.north(Math.round(north))}>
          <VisuallyHidden>{messages.north(Math.round(north))}</VisuallyHidden>
          <IconArrowUp
            size={20}
            stroke={2.2}
            aria-hidden="true"
            style={{ transform: `rotate(${north}deg)` }}
          />
        </span>
      )}
      {placing && (
        <span className={`${css['chip']} ${css['coordinates']}`} data-testid="coordinates">
          {coordinatesAt(placing, pointed ?? hovered)}
        </span>
      )}
    </div>
  )
}

function coordinatesAt(placing: Placing, at: Point | null): string {
  const { w, h } = placing.size
  if (!at || at.x < 0 || at.y < 0 || at.x > w || at.y > h) return messages.noPointer
  const place = placing.toLonLat(at)
  if (!place) return messages.offGlobe
  const resolution = resolutionAt(placing, at)
  const errorM = positionErrorAt(placing, at, POINTING_PX)
  const error = errorM === null ? messages.errorUnknown : messages.within(metresInWords(errorM))
  return `${placeInWords(place, resolution?.x ?? 1)} · ${error}`
}
