/** Where in its past a board is looked at: as it stood, or what became different from one moment to a later one. */
export type Moment = { kind: 'past'; seq: number } | { kind: 'compare'; from: number; to: number }

/** `?at=120`, `?from=90&to=120`; null for the board as it is. */
export function momentIn(search: string): Moment | null {
  const query = new URLSearchParams(search)
  const [at, from, to] = [seqIn(query, 'at'), seqIn(query, 'from'), seqIn(query, 'to')]
  if (from !== null && to !== null && from !== to)
    return { kind: 'compare', from: Math.min(from, to), to: Math.max(from, to) }
  return at === null ? null : { kind: 'past', seq: at }
}

export function searchOf(moment: Moment | null): string {
  if (moment === null) return ''
  return moment.kind === 'past' ? `?at=${moment.seq}` : `?from=${moment.from}&to=${moment.to}`
}

function seqIn(query: URLSearchParams, name: string): number | null {
  const text = query.get(name)
  return text !== null && /^\d{1,15}$/.test(text) ? Number(text) : null
}
