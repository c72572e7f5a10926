import { useEffect, useState } from 'react'
import type { Evidence } from '../../shared/evidence/kinds.ts'
import { valueOf } from '../../shared/evidence/values.ts'
import { fileAddress } from '../api.ts'
import { Clip, type ClipProblem } from './clip.ts'
import { playableOf } from './playable.ts'
import { useWorkingCopy } from './use-working-copy.ts'

export type Opened = {
  clip: Clip
  /** What is decoded: the original, or a working copy of it. */
  sha256: string
  originalSha256: string
}

export type ClipState =
  | { is: 'opening'; counted: number }
  | ({ is: 'open' } & Opened)
  | { is: 'problem'; why: ClipProblem | 'no-file'; codec?: string }

/**
 * The clip of an item, frame by frame. The original itself where this browser decodes it, for that is what is
 * cited; else a working copy, if there is one.
 */
export function useClip(evidence: Evidence, boardId: string): ClipState {
  const original = valueOf(evidence, 'file', 'file')?.sha256
  const made = useWorkingCopy(evidence, boardId)
  const copy = playableOf(evidence, made?.sha256)?.sha256
  const [state, setState] = useState<ClipState>({ is: 'opening', counted: 0 })
  useEffect(() => {
    if (original === undefined) return
    const stop = new AbortController()
    const candidates = [...new Set([original, copy ?? original])]
    let opened: Clip | null = null
    const open = async () => {
      let problem: ClipState = { is: 'problem', why: 'unreadable' }
      for (const sha256 of candidates) {
        // The copy is asked for only where the original cannot be decoded.
        // oxlint-disable-next-line no-await-in-loop
        const found = await Clip.open(fileAddress(boardId, sha256), {
          signal: stop.signal,
          onCounted: (counted) => setState({ is: 'opening', counted }),
        })
        if (stop.signal.aborted) return found.is === 'open' ? found.clip.close() : undefined
        if (found.is === 'open') {
          opened = found.clip
          return setState({ is: 'open', clip: found.clip, sha256, originalSha256: original })
        }
        if (sha256 === original) problem = found
      }
      setState(problem)
    }
    // oxlint-disable-next-line react/set-state-in-effect -- another file is opened from its beginning
    setState({ is: 'opening', counted: 0 })
    void open()
    return () => {
      stop.abort()
      opened?.close()
    }
  }, [original, copy, boardId])
  return original === undefined ? { is: 'problem', why: 'no-file' } : state
}
