import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { Evidence } from '../../shared/evidence/kinds.ts'
import type { Subtitle } from '../../shared/evidence/subtitle.ts'
import { entriesOf } from '../../shared/evidence/values.ts'
import type { Cue, Cues } from '../../shared/media/cues.ts'
import { readCues } from './subtitle-files.ts'

export type Said = {
  all: readonly { id: string; value: Subtitle }[]
  /** The one that is shown: the newest until somebody chooses. */
  chosen: { id: string; value: Subtitle } | undefined
  choose: (id: string) => void
  cues: Cues | undefined
  problem: boolean
}

/** The subtitles and transcripts of a clip, and the passages of the one that is shown. */
export function useSaid(clip: Evidence, boardId: string): Said {
  const [id, choose] = useState<string | null>(null)
  const all = entriesOf(clip, 'subtitles', 'subtitle')
  const chosen = all.find((each) => each.id === id) ?? all.at(-1)
  const sha256 = chosen?.value.file.sha256
  const cues = useQuery({
    queryKey: ['cues', boardId, sha256],
    queryFn: () => readCues(boardId, sha256 ?? ''),
    enabled: sha256 !== undefined,
    staleTime: Number.POSITIVE_INFINITY,
    retry: 1,
  })
  return { all, chosen, choose, cues: cues.data, problem: cues.isError }
}

/** What is said at a moment: the passage that began last and is not over. */
export function cueAt(cues: readonly Cue[], timeS: number): Cue | undefined {
  return cues.findLast(({ startS, endS }) => startS <= timeS && timeS < endS)
}
