import type { Change, Moment } from './record-state.ts'

/** A pause of this length ends a session of work. */
export const PAUSE_MS = 30 * 60_000

const MINUTE_MS = 60_000

/** One person's work without a long pause. Instants are ms since 1970. */
export type Work = {
  personId: string
  /** Positions of their first and last entry. */
  from: number
  to: number
  startedAt: number
  endedAt: number
  /** Items made, and keys of records changed: a key counts once a minute, so that a drag is one edit. */
  edits: number
  /** How often each item was edited. A card counts as the evidence on it. */
  items: Record<string, number>
}

/** Gathers entries of the log into work, in the order of the log. Entries that changed no record count for nothing. */
export class WorkLog {
  readonly #all: Work[]
  readonly #latest = new Map<string, Work>()
  readonly #evidenceOf = new Map<string, string | null>()
  /** What each person edited in the minute under way. */
  readonly #minutes = new Map<string, { minute: number; edited: Set<string> }>()

  /** Goes on from `all`, which is added to. */
  constructor(all: Work[]) {
    this.#all = all
    for (const work of all) this.#latest.set(work.personId, work)
  }

  /** `before` are the records that the changes are made to. */
  add(
    { seq, at, actor }: { seq: number; at: number; actor: string },
    changes: readonly Change[],
    before: Moment,
  ): void {
    if (changes.length === 0) return
    const work = this.#workOf(actor, seq, at)
    const edited = this.#editedIn(actor, Math.floor(at / MINUTE_MS))
    const made = new Set(
      changes.filter(({ key, value }) => key === null && value !== null).map(({ id }) => id),
    )
    for (const { id, key } of changes) {
      if (key !== null && made.has(id)) continue
      const name = `${id} ${key ?? ''}`
      if (edited.has(name)) continue
      edited.add(name)
      work.edits++
      const item = this.#itemOf(id, changes, before)
      if (item !== null) work.items[item] = (work.items[item] ?? 0) + 1
    }
  }

  #workOf(personId: string, seq: number, at: number): Work {
    const latest = this.#latest.get(personId)
    if (latest && at - latest.endedAt <= PAUSE_MS) {
      latest.to = seq
      latest.endedAt = at
      return latest
    }
    const work: Work = {
      personId,
      from: seq,
      to: seq,
      startedAt: at,
      endedAt: at,
      edits: 0,
      items: {},
    }
    this.#latest.set(personId, work)
    this.#all.push(work)
    return work
  }

  #editedIn(personId: string, minute: number): Set<string> {
    const known = this.#minutes.get(personId)
    if (known?.minute === minute) return known.edited
    const edited = new Set<string>()
    this.#minutes.set(personId, { minute, edited })
    return edited
  }

  #itemOf(id: string, changes: readonly Change[], before: Moment): string | null {
    if (id.startsWith('evidence:')) return id
    if (!id.startsWith('shape:')) return null
    const known = this.#evidenceOf.get(id)
    if (known !== undefined) return known ?? id
    const rest =
      changes.find((change) => change.id === id && change.key === 'rest')?.value ??
      before.get(id)?.keys.get('rest')
    const evidenceId = evidenceIdIn(rest ?? null)
    this.#evidenceOf.set(id, evidenceId)
    return evidenceId ?? id
  }
}

/** Puts together what pages cut apart. The pieces come in the order of their pages. */
export function joinedWork(pieces: readonly Work[]): Work[] {
  const joined: Work[] = []
  const latest = new Map<string, Work>()
  for (const piece of pieces) {
    const before = latest.get(piece.personId)
    if (before && piece.startedAt - before.endedAt <= PAUSE_MS) {
      before.to = piece.to
      before.endedAt = piece.endedAt
      before.edits += piece.edits
      for (const [id, times] of Object.entries(piece.items))
        before.items[id] = (before.items[id] ?? 0) + times
      continue
    }
    const own = { ...piece, items: { ...piece.items } }
    latest.set(piece.personId, own)
    joined.push(own)
  }
  return joined
}

function evidenceIdIn(rest: string | null): string | null {
  const props: unknown = rest === null ? null : JSON.parse(rest)
  if (typeof props !== 'object' || props === null || !('evidenceId' in props)) return null
  const { evidenceId } = props
  return typeof evidenceId === 'string' && evidenceId.startsWith('evidence:') ? evidenceId : null
}
