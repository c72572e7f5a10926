import type { Evidence, EvidenceId } from '../../shared/evidence/kinds.ts'
import type { Marker } from '../../shared/evidence/marker.ts'
import type { FrameSource, MediaRange } from '../../shared/evidence/references.ts'
import { entriesOf, valueOf } from '../../shared/evidence/values.ts'
import { useBoard } from '../board/board-provider.tsx'
import { useLive } from '../ui/use-live.ts'

export type Note = { id: string; value: Marker }
export type BoundQuote = { evidence: Evidence; range: MediaRange }
export type CitedFrame = { evidence: Evidence; frameOf: FrameSource }

export type AboutClip = {
  notes: readonly Note[]
  quotes: readonly BoundQuote[]
  frames: readonly CitedFrame[]
}

/** What the board holds about a clip, each kind in the order of time, live. */
export function useAboutClip(clip: Evidence): AboutClip {
  const all = useLive(useBoard().evidence)
  return {
    notes: entriesOf(clip, 'markers', 'marker').toSorted((a, b) => a.value.startS - b.value.startS),
    quotes: quotesOf(all, clip.id).toSorted((a, b) => a.range.startS - b.range.startS),
    frames: framesOf(all, clip.id).toSorted((a, b) => a.frameOf.index - b.frameOf.index),
  }
}

function quotesOf(all: readonly Evidence[], id: EvidenceId): BoundQuote[] {
  return all.flatMap((evidence) => {
    const range = valueOf(evidence, 'mediaRange', 'mediaRange')
    return range?.of === id ? [{ evidence, range }] : []
  })
}

function framesOf(all: readonly Evidence[], id: EvidenceId): CitedFrame[] {
  return all.flatMap((evidence) => {
    const frameOf = valueOf(evidence, 'frameOf', 'frameSource')
    return frameOf?.of === id ? [{ evidence, frameOf }] : []
  })
}
