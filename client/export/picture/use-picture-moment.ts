import { useQuery } from '@tanstack/react-query'
import { instant } from '../../../shared/export/page.ts'
import type { History } from '../../../shared/protocol/history.ts'
import { useLooking } from '../../history/looking.ts'
import { timeOfMoment } from '../../history/moments.ts'
import { personIn } from '../../history/use-history.ts'
import { picturesApi } from './pictures-api.ts'
import type { PictureMoment } from './wish.ts'

/** A moment as pictures name and prove it; null while that is being asked. */
export function usePictureMoment(
  history: History | undefined,
  { title, seq }: { title: string; seq: number | null },
) {
  const { boardId } = useLooking().live.session
  return useQuery({
    queryKey: ['picture-moment', boardId, title, seq, history?.seq, history?.versions.length],
    enabled: history !== undefined && seq !== null,
    staleTime: Infinity,
    queryFn: async (): Promise<PictureMoment> => {
      if (!history || seq === null) throw new Error('No moment is asked for')
      const proof = await picturesApi.proof(boardId, seq)
      return momentOf(history, { boardId, title, ...proof })
    },
  })
}

export function momentOf(
  history: History,
  of: { boardId: string; title: string; seq: number; at: string | null; logHash: string },
): PictureMoment {
  const { boardId, title, seq, logHash } = of
  const at = of.at ?? timeOfMoment(history, seq) ?? new Date(0).toISOString()
  const named = history.versions.find((each) => each.seq === seq && each.kind === 'named')
  return {
    boardId,
    title,
    seq,
    logHash,
    name: named ? `Version “${named.name}”` : instant(at),
    at,
    people: peopleUpTo(history, seq),
  }
}

/** Who worked on the board until then, first come first. */
function peopleUpTo({ sessions, people }: History, seq: number): string[] {
  const ids = sessions
    .filter(({ from, personId }) => from <= seq && !/^(elsewhere:)?server$/.test(personId))
    .toSorted((a, b) => a.from - b.from)
    .map(({ personId }) => personId)
  return [...new Set(ids)].map((id) => personIn(people, id).name)
}
