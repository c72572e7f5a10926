import {
  createContext,
  useContext,
  useEffect,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
  type KeyboardEvent,
  type PointerEvent,
  type ReactNode,
} from 'react'
import css from './picture-stage.module.css'

/** How a picture lies in its stage: stage pixels = picture pixels × scale + offset. */
export type StageView = { scale: number; x: number; y: number }

export type Stage = {
  view: StageView
  /** The point of the picture, in its pixels, under a point of the window. */
  toPicture: (point: { clientX: number; clientY: number }) => { x: number; y: number }
}

const StageContext = createContext<Stage | null>(null)

/** For what is drawn over a picture: how it lies, and what a pointer points at. */
export function useStage(): Stage {
  const stage = useContext(StageContext)
  if (!stage) throw new Error('useStage is used outside of a PictureStage')
  return stage
}

const ZOOM_STEP = 1.25
const PAN_STEP = 60
const MOST_SCALE = 40

/**
 * A picture to be looked at closely: fitted at first, moved by dragging and arrow keys, zoomed by the wheel and by
 * + and −; 0 fits it again. Children lie in picture pixels and are scaled with it; `overlay` lies over it in stage
 * pixels. What handles a press itself stops it from reaching the stage.
 */
export function PictureStage({
  size,
  label,
  children,
  overlay,
}: {
  /** Pixels of the picture as shown. */
  size: { w: number; h: number }
  label: string
  children: ReactNode
  overlay?: ReactNode
}) {
  const stage = useRef<HTMLElement>(null)
  const box = useBox(stage)
  const fit = useMemo(() => fitted(size, box), [size, box])
  const [moved, setMoved] = useState<StageView | null>(null)
  const view = moved ?? fit
  const drag = useRef<{ x: number; y: number; from: StageView } | null>(null)

  const zoomAt = (factor: number, at: { x: number; y: number }) =>
    setMoved((before) => zoomed(before ?? fit, { factor, at, least: fit.scale / 4 }))

  useEffect(() => {
    const element = stage.current
    const onWheel = (event: WheelEvent) => {
      event.preventDefault()
      const bounds = element?.getBoundingClientRect()
      if (!bounds) return
      const factor = Math.exp(-event.deltaY * (event.ctrlKey ? 0.01 : 0.0016))
      const at = { x: event.clientX - bounds.left, y: event.clientY - bounds.top }
      setMoved((before) => zoomed(before ?? fit, { factor, at, least: fit.scale / 4 }))
    }
    // React listens passively to the wheel, and then the page would scroll too.
    element?.addEventListener('wheel', onWheel, { passive: false })
    return () => element?.removeEventListener('wheel', onWheel)
  }, [fit])

  const value = useMemo<Stage>(
    () => ({
      view,
      toPicture: ({ clientX, clientY }) => {
        const bounds = stage.current?.getBoundingClientRect()
        return {
          x: (clientX - (bounds?.left ?? 0) - view.x) / view.scale,
          y: (clientY - (bounds?.top ?? 0) - view.y) / view.scale,
        }
      },
    }),
    [view],
  )

  const onPointerDown = (event: PointerEvent<HTMLElement>) => {
    if (event.button !== 0) return
    event.currentTarget.setPointerCapture(event.pointerId)
    drag.current = { x: event.clientX, y: event.clientY, from: view }
  }
  const onPointerMove = (event: PointerEvent) => {
    if (!drag.current) return
    const { x, y, from } = drag.current
    setMoved({ ...from, x: from.x + event.clientX - x, y: from.y + event.clientY - y })
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.target !== event.currentTarget || event.ctrlKey || event.metaKey || event.altKey)
      return
    const middle = { x: box.w / 2, y: box.h / 2 }
    const pan = panOf(event.key)
    if (pan) setMoved({ ...view, x: view.x + pan.x, y: view.y + pan.y })
    else if (event.key === '+' || event.key === '=') zoomAt(ZOOM_STEP, middle)
    else if (event.key === '-') zoomAt(1 / ZOOM_STEP, middle)
    else if (event.key === '0') setMoved(null)
    else return
    event.preventDefault()
    event.stopPropagation()
  }

  return (
    <StageContext value={value}>
      {/* The picture itself is what is looked at and moved, by mouse and by keys alike. */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions */}
      <section
        ref={stage}
        className={css['stage']}
        aria-label={label}
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- arrow keys move the picture
        tabIndex={0}
        onPointerDown={onPointerDown}
        onPointerMove={onPointerMove}
        onPointerUp={() => (drag.current = null)}
        onPointerCancel={() => (drag.current = null)}
        onKeyDown={onKeyDown}
      >
        <div
          className={css['content']}
          style={{
            width: size.w,
            height: size.h,
            transform: `translate(${view.x}px, ${view.y}px) scale(${view.scale})`,
          }}
        >
          {children}
        </div>
        {overlay !== undefined && <div className={css['overlay']}>{overlay}</div>}
      </section>
    </StageContext>
  )
}

function useBox(element: React.RefObject<HTMLElement | null>): { w: number; h: number } {
  const [box, setBox] = useState({ w: 800, h: 600 })
  useLayoutEffect(() => {
    if (!element.current) return
    const { current } = element
    const measure = () => setBox({ w: current.clientWidth, h: current.clientHeight })
    measure()
    const watch = new ResizeObserver(measure)
    watch.observe(current)
    return () => watch.disconnect()
  }, [element])
  return box
}

function fitted(size: { w: number; h: number }, box: { w: number; h: number }): StageView {
  const scale = Math.max(1e-3, Math.min(box.w / size.w, box.h / size.h))
  return { scale, x: (box.w - size.w * scale) / 2, y: (box.h - size.h * scale) / 2 }
}

/** Zooms so that what lies at `at` (stage pixels) stays there. */
function zoomed(
  view: StageView,
  { factor, at, least }: { factor: number; at: { x: number; y: number }; least: number },
): StageView {
  const scale = Math.min(MOST_SCALE, Math.max(least, view.scale * factor))
  const grown = scale / view.scale
  return { scale, x: at.x - (at.x - view.x) * grown, y: at.y - (at.y - view.y) * grown }
}

function panOf(key: string): { x: number; y: number } | null {
  switch (key) {
    case 'ArrowLeft':
      return { x: PAN_STEP, y: 0 }
    case 'ArrowRight':
      return { x: -PAN_STEP, y: 0 }
    case 'ArrowUp':
      return { x: 0, y: PAN_STEP }
    case 'ArrowDown':
      return { x: 0, y: -PAN_STEP }
    default:
      return null
  }
}
