import type { BriefingId } from '../../../shared/briefing/briefing.ts'

/** How a presentation stands in the address of its board: `?present=briefing:a`, with `&at=120` for a frozen moment. */
export function presentedIn(search: string): BriefingId | null {
  const id = new URLSearchParams(search).get('present')
  return id !== null && isBriefingId(id) ? id : null
}

export function presentingAddress(boardId: string, id: BriefingId, seq: number | null): string {
  const query = new URLSearchParams({ present: id, ...(seq !== null && { at: String(seq) }) })
  return `/board/${boardId}?${query.toString()}`
}

export function presenterAddress(boardId: string, key: string): string {
  return `/board/${boardId}/presenter?${new URLSearchParams({ of: key }).toString()}`
}

function isBriefingId(id: string): id is BriefingId {
  return /^briefing:[\w-]{1,64}$/.test(id)
}
