import { useQuery } from '@tanstack/react-query'
import { audienceTokenOf } from '../../shared/audience/audience-messages.ts'
import type { Evidence } from '../../shared/evidence/kinds.ts'
import { valueOf } from '../../shared/evidence/values.ts'
import { mayNeedCopy } from '../../shared/media/browser-playback.ts'
import { workingCopy, type WorkingCopy } from '../../shared/protocol/http.ts'
import { ask, fileAddress } from '../api.ts'

const ASK_EVERY_MS = 2500

/**
 * How far the copy for playing is of a clip that browsers do not play, live while it is made. Undefined where the
 * clip needs none or has it, while nothing is known, and to an audience. Works for viewers too: nothing is written.
 */
export function useWorkingCopy(evidence: Evidence, boardId: string): WorkingCopy | undefined {
  const file = valueOf(evidence, 'file', 'file')
  const facts = valueOf(evidence, 'facts', 'facts') ?? {}
  const isWanted =
    file !== undefined && mayNeedCopy(file.type, facts) && audienceTokenOf(boardId) === null
  const sha256 = file?.sha256 ?? ''
  const { data } = useQuery({
    queryKey: ['working-copy', boardId, sha256],
    queryFn: () => ask(workingCopy, 'GET', `${fileAddress(boardId, sha256)}/working-copy`),
    enabled: isWanted,
    retry: false,
    staleTime: 30_000,
    refetchInterval: ({ state }) => (isUnderWay(state.data) ? ASK_EVERY_MS : false),
  })
  return isWanted ? data : undefined
}

export function isUnderWay(copy: WorkingCopy | undefined): boolean {
  return copy?.state === 'waiting' || copy?.state === 'making'
}
