import type { CSSProperties, ReactNode } from 'react'
import type { Layer } from '../../shared/geo/alignment.ts'
import type { Size } from '../../shared/geo/placing.ts'
import css from './compare.module.css'

/** How two pictures are set against each other. */
export type CompareMode = 'swipe' | 'blink' | 'side' | 'difference'

export type Shown = { address: string; alt: string; layer: Layer }

type Props = {
  frame: Size
  earlier: Shown
  later: Shown
  mode: CompareMode
  /** Share of the width that shows the earlier picture. */
  share: number
  /** Which of the two lies on top while they alternate. */
  top: 'earlier' | 'later'
  children?: ReactNode
}

/** Two pictures in one frame, each laid where it belongs. As large as what it lies in. */
export function AlignedPictures({ frame, earlier, later, mode, share, top, children }: Props) {
  if (mode === 'side') {
    return (
      <div className={css['sides']}>
        <Frame frame={frame}>
          <Picture shown={earlier} frame={frame} />
        </Frame>
        <Frame frame={frame}>
          <Picture shown={later} frame={frame} />
        </Frame>
      </div>
    )
  }
  return (
    <Frame frame={frame}>
      <Picture shown={earlier} frame={frame} />
      <div
        className={css['layer']}
        style={{
          ...(mode === 'swipe' && { clipPath: `inset(0 0 0 ${share * 100}%)` }),
          ...(mode === 'blink' && { visibility: top === 'later' ? 'visible' : 'hidden' }),
          ...(mode === 'difference' && { mixBlendMode: 'difference' }),
        }}
      >
        {mode !== 'difference' && <div className={css['ground']} />}
        <Picture shown={later} frame={frame} />
      </div>
      {children}
    </Frame>
  )
}

function Frame({ frame, children }: { frame: Size; children: ReactNode }) {
  return (
    <div
      className={css['frame']}
      data-frame
      style={
        {
          '--ratio': String(frame.w / frame.h),
          aspectRatio: `${frame.w} / ${frame.h}`,
        } as CSSProperties
      }
    >
      {children}
    </div>
  )
}

function Picture({ shown, frame }: { shown: Shown; frame: Size }) {
  return (
    <img
      className={css['picture']}
      src={shown.address}
      alt={shown.alt}
      draggable={false}
      decoding="async"
      style={placeIn(frame, shown.layer)}
    />
  )
}

/** The transformation in shares of the frame, so that it holds at whatever size the frame is drawn. */
function placeIn(frame: Size, { size, affine: [a, b, c, d, e, f] }: Layer): CSSProperties {
  return {
    width: `${(size.w / frame.w) * 100}%`,
    height: `${(size.h / frame.h) * 100}%`,
    transform: `translate(${(c / size.w) * 100}%, ${(f / size.h) * 100}%) matrix(${a}, ${d}, ${b}, ${e}, 0, 0)`,
  }
}
