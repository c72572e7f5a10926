import { useOpenBoard, useSignal } from './board-provider.tsx'
import './frame-mark.css'

/** The frame of the scene that somebody works on, where it lies on the canvas; for this person only. */
export function FrameMark() {
  const frame = useSignal(useOpenBoard().outlined)
  if (!frame) return null
  const { x, y, w, h } = frame
  return (
    <div
      className="frame-mark"
      style={{ transform: `translate(${x}px, ${y}px)`, width: w, height: h }}
    />
  )
}
