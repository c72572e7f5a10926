import { z } from 'zod'
import { custodyLog, type CustodyNote } from '../../../shared/protocol/custody.ts'
import { ask } from '../../api.ts'

type Of = { evidence: string; sha256?: string | undefined }

/** The custody log as typed calls: of an item together with its original. */
export const custodyApi = {
  read: (boardId: string, { evidence, sha256 }: Of, { verify }: { verify: boolean }) => {
    const query = new URLSearchParams({ evidence })
    if (sha256 !== undefined) query.set('sha256', sha256)
    if (verify) query.set('verify', '')
    return ask(custodyLog, 'GET', `${pathOf(boardId)}?${query.toString()}`)
  },
  note: (boardId: string, note: CustodyNote) => ask(z.unknown(), 'POST', pathOf(boardId), note),
}

function pathOf(boardId: string): string {
  return `/api/boards/${encodeURIComponent(boardId)}/custody`
}
