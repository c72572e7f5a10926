import { type BoardPast, changedIds } from './board-past.ts'
import { copyMoment } from './copy-moment.ts'
import type { Found } from './page.ts'
import type { OpenBody, PastAnswers, PastQuestion } from './past-messages.ts'
import type { RecordState } from './record-state.ts'

/** A slider has no more stops than this. */
const MOST_MOMENTS = 2000

const MINUTE_MS = 60_000

/** What is said to a question about a board that has caught up with its log. */
export async function answerTo(
  past: BoardPast,
  question: Exclude<PastQuestion, { kind: 'records-hash' }>,
): Promise<PastAnswers[PastQuestion['kind']]> {
  const { boardId } = question
  switch (question.kind) {
    case 'overview':
      return {
        seq: past.seq,
        moments: momentsOf(past),
        work: past.work(),
        sweeps: past.sweeps(),
      }
    case 'change':
      return changeOf(past, question)
    case 'compare':
      return compareOf(past, question)
    case 'record':
      return recordOf(past, question.recordId)
    case 'copy': {
      const { seq, onto, toBoard } = question
      return seq > past.seq
        ? null
        : copyMoment(await past.at(seq), { onto, fromBoard: boardId, toBoard })
    }
  }
}

function momentsOf(past: BoardPast): PastAnswers['overview']['moments'] {
  const { seq: newest } = past
  const count = Math.min(newest, MOST_MOMENTS)
  return Array.from({ length: count }, (_, n) => {
    const seq = count < 2 ? newest : 1 + Math.round((n * (newest - 1)) / (count - 1))
    const entry = past.entry(seq)
    return { seq, at: entry?.at ?? 0, personId: entry?.actor ?? '' }
  })
}

async function changeOf(
  past: BoardPast,
  { from, seq }: { from: number; seq: number },
): Promise<PastAnswers['change']> {
  if (Math.max(from, seq) > past.seq) return null
  const [before, after] = [await past.at(from), await past.at(seq)]
  const put: string[] = []
  const remove: string[] = []
  for (const id of changedIds(before, after)) {
    const state = after.get(id)
    if (state) put.push(jsonOf(id, state))
    else remove.push(id)
  }
  const at = JSON.stringify(instantAt(past, seq))
  const text = `{"seq":${seq},"at":${at},"put":[${put.join(',')}],"remove":${JSON.stringify(remove)}}`
  return { body: bytesOf(text) }
}

async function compareOf(
  past: BoardPast,
  { from, to }: { from: number; to: number },
): Promise<OpenBody | null> {
  if (to > past.seq) return null
  const personIds = new Set<string>()
  const changes = (await past.compare(from, to)).map(({ id, before, after, by }) => {
    const authors = by.map(({ personId, at, ...author }) => {
      personIds.add(personId)
      return { ...author, personId, at: instant(at) }
    })
    const records = `"before":${jsonOf(id, before)},"after":${jsonOf(id, after)}`
    return `{"id":${JSON.stringify(id)},${records},"by":${JSON.stringify(authors)}}`
  })
  const end = (seq: number) => JSON.stringify({ seq, at: instantAt(past, seq) })
  return {
    body: bytesOf(`{"from":${end(from)},"to":${end(to)},"changes":[${changes.join(',')}]`),
    personIds: [...personIds],
  }
}

async function recordOf(past: BoardPast, recordId: string): Promise<OpenBody> {
  const values = byMinute(await past.changesOf(recordId)).toReversed()
  const told = values.map(({ change, times }) => {
    const value = change.value === null ? 'null' : change.value
    const { seq, at, actor } = change
    const rest = JSON.stringify({ personId: actor, at: instant(at), seq, times }).slice(1)
    return `{"key":${JSON.stringify(change.key ?? '*')},"value":${value},${rest}`
  })
  return {
    body: bytesOf(`{"values":[${told.join(',')}]`),
    personIds: [...new Set(values.map(({ change }) => change.actor))],
  }
}

/** The last value a person gave a key within a minute stands for the others before it. Coming and going are told apart. */
function byMinute(changes: readonly Found[]): { change: Found; times: number }[] {
  const told: { change: Found; times: number }[] = []
  const latest = new Map<string | null, { change: Found; times: number }>()
  for (const change of changes) {
    const before = latest.get(change.key)
    if (before && isSameMinute(before.change, change)) {
      before.change = change
      before.times++
      continue
    }
    const value = { change, times: 1 }
    latest.set(change.key, value)
    told.push(value)
  }
  return told.toSorted((a, b) => a.change.seq - b.change.seq)
}

function isSameMinute(a: Found, b: Found): boolean {
  return (
    a.key !== null &&
    a.actor === b.actor &&
    Math.floor(a.at / MINUTE_MS) === Math.floor(b.at / MINUTE_MS)
  )
}

function jsonOf(id: string, state: RecordState | null): string {
  return state?.json(id) ?? 'null'
}

function instantAt(past: BoardPast, seq: number): string | null {
  const entry = past.entry(seq)
  return entry ? instant(entry.at) : null
}

function instant(ms: number): string {
  return new Date(ms).toISOString()
}

function bytesOf(text: string): Uint8Array {
  return new TextEncoder().encode(text)
}
