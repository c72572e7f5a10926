/** How following stands in the address of a board: `?follow=<person>`, with `&at=120` while a moment is presented. */
export function followedIn(search: string): string | null {
  return new URLSearchParams(search).get('follow')
}

export function followingAddress(boardId: string, personId: string, seq: number | null): string {
  const query = new URLSearchParams({ follow: personId, ...(seq !== null && { at: String(seq) }) })
  return `/board/${boardId}?${query.toString()}`
}
