import { isDeepStrictEqual } from 'node:util'
import { whoIn } from '../../people/elsewhere.ts'
import type { LogRow, LogStore } from '../../store/log-store.ts'
import { entryOf, lastOf, Page, type Entry, type Found, type PageHead } from './page.ts'
import type { PageFiles } from './page-files.ts'
import { RecordState, type Moment } from './record-state.ts'
import { Replay } from './replay.ts'
import type { Sweep } from './sweeps.ts'
import { joinedWork, type Work } from './work.ts'

const ROWS_AT_ONCE = 4000

/** A moment costs at most so many changes after the base of its page, and a page a copy of the board on disk. */
const ENTRIES_A_PAGE = 10_000

/** Entries that may be lost from the pages on disk: they are read from the log again. */
const ENTRIES_UNWRITTEN = 1000

/** Pages and moments that stay in memory. A page of a board of 10,000 records takes about 15 MB. */
const PAGES_KEPT = 12
const MOMENTS_KEPT = 6

/** What one record is about between two moments. */
export type Difference = {
  id: string
  before: RecordState | null
  after: RecordState | null
  by: { key: string; seq: number; at: number; personId: string; times: number }[]
}

/** The key under which a record as a whole is told, where it came or went. */
export const WHOLE_RECORD = '*'

type Live = { replay: Replay; records: Map<string, RecordState>; page: Page; unwritten: number }

/**
 * The past of one board, read from its log into pages: once, and from then on what came since. Any moment is the
 * base of its page and at most 10,000 changes. One call at a time.
 */
export class BoardPast {
  readonly #boardId: string
  readonly #store: Pick<LogStore, 'read' | 'loadAt'>
  readonly #files: PageFiles
  readonly #entriesAPage: number
  readonly #importedUpTo: number
  /** Of the pages on disk that are full, oldest first. */
  #heads: PageHead[] = []
  /** Of the page that grows. */
  #live: Live | null = null
  readonly #pages = new Map<number, Page>()
  readonly #moments = new Map<number, Map<string, RecordState>>()
  /** The state of each record that was read last. */
  readonly #known = new Map<string, RecordState>()

  constructor(
    boardId: string,
    {
      store,
      files,
      entriesAPage = ENTRIES_A_PAGE,
      importedUpTo = 0,
    }: {
      store: Pick<LogStore, 'read' | 'loadAt'>
      files: PageFiles
      entriesAPage?: number
      /** The last row that came with the board from elsewhere. */
      importedUpTo?: number
    },
  ) {
    this.#entriesAPage = entriesAPage
    this.#importedUpTo = importedUpTo
    this.#boardId = boardId
    this.#store = store
    this.#files = files
  }

  /** The newest moment known. */
  get seq(): number {
    return this.#live?.page.last ?? 0
  }

  /** Takes in what the log has more. Call before anything else. */
  async catchUp(): Promise<void> {
    let live = (this.#live ??= await this.#open())
    for (;;) {
      const after = live.page.last
      const rows = await this.#store.read(this.#boardId, { after, limit: ROWS_AT_ONCE })
      for (const row of rows) {
        if (live.page.isFull(this.#entriesAPage)) live = await this.#nextPage(live)
        take(live, { ...row, actor: whoIn(row, this.#importedUpTo) })
      }
      if (rows.length < ROWS_AT_ONCE) break
    }
    // A cache: what cannot be written now is made again another time.
    if (live.unwritten >= ENTRIES_UNWRITTEN) await this.write().catch(() => {})
  }

  /** Leaves on disk what is in memory only. */
  async write(): Promise<void> {
    if (!this.#live || this.#live.unwritten === 0) return
    await this.#files.write(this.#boardId, this.#live.page)
    this.#live.unwritten = 0
  }

  close(): void {
    this.#live?.replay.destroy()
  }

  /** @returns null for moment 0 */
  entry(seq: number): Entry | null {
    const head = this.#headOf(seq)
    return head ? entryOf(head, seq) : null
  }

  async at(seq: number): Promise<Moment> {
    if (seq === 0) return new Map()
    if (this.#live && seq === this.seq) return new Map(this.#live.records)
    const known = this.#moments.get(seq)
    if (known) return known
    const page = await this.#pageOf(seq)
    let after = page.head.first - 1
    let start = page.base
    for (const [near, moment] of this.#moments)
      if (near > after && near < seq) [after, start] = [near, moment]
    const records = new Map(start)
    page.move(records, { after, upTo: seq })
    keep(this.#moments, seq, records, MOMENTS_KEPT)
    return records
  }

  /** What differs in the end, and who made it so. `from` is not after `to`. */
  async compare(from: number, to: number): Promise<Difference[]> {
    const [before, after] = [await this.at(from), await this.at(to)]
    const writes = await this.#writesOf(changedIds(before, after), { from, to })
    return [...writes].flatMap(([id, of]) => {
      const [a, b] = [before.get(id) ?? null, after.get(id) ?? null]
      const keys = a && b ? differingKeys(a, b) : [WHOLE_RECORD]
      if (keys.length === 0) return []
      const by = keys.flatMap((key) => {
        // A key that is gone because its whole record was made anew was not written itself.
        const [own, whole] = [of.get(key), of.get(WHOLE_RECORD)]
        const write = own && whole ? (own.seq < whole.seq ? whole : own) : (own ?? whole)
        return write ? [{ key, ...this.#author(write.seq), times: write.times }] : []
      })
      return [{ id, before: a, after: b, by }]
    })
  }

  /** Every change of a record, oldest first. */
  async changesOf(recordId: string): Promise<Found[]> {
    const found: Found[] = []
    for (const head of this.#allHeads()) found.push(...(await this.#page(head)).changesOf(recordId))
    return found
  }

  work(): Work[] {
    return joinedWork(this.#allHeads().flatMap((head) => head.work))
  }

  sweeps(): Sweep[] {
    return this.#allHeads().flatMap((head) => head.sweeps)
  }

  #author(seq: number): { seq: number; at: number; personId: string } {
    const entry = this.entry(seq)
    return { seq, at: entry?.at ?? 0, personId: entry?.actor ?? '' }
  }

  async #open(): Promise<Live> {
    const heads = await this.#soundHeads()
    const newest = heads.pop()
    this.#heads = heads
    const seq = newest ? lastOf(newest) : 0
    const page = newest ? await this.#read(newest) : Page.begin(1, new Map())
    const { checkpoint, tail } = seq === 0 ? NOTHING : await this.#store.loadAt(this.#boardId, seq)
    const replay = new Replay(checkpoint ? [checkpoint.state, ...tail] : tail)
    const records = new Map(page.base)
    page.move(records, { after: page.head.first - 1, upTo: seq })
    return { replay, records, page, unwritten: 0 }
  }

  /** Pages of another log, such as the one before a backup was put back, are of no use. */
  async #soundHeads(): Promise<PageHead[]> {
    const heads = await this.#files.heads(this.#boardId)
    for (let head = heads.at(-1); head; head = heads.at(-1)) {
      const [row] = await this.#store.read(this.#boardId, { after: lastOf(head) - 1, limit: 1 })
      if (row?.seq === lastOf(head) && Buffer.from(row.hash).toString('hex') === head.hash) break
      heads.pop()
    }
    const newest = heads.at(-1)
    await this.#files.dropFrom(this.#boardId, newest ? lastOf(newest) + 1 : 0)
    return heads
  }

  async #nextPage(live: Live): Promise<Live> {
    // A cache that cannot be written costs time and nothing else: what is missing is made again.
    await this.#files.write(this.#boardId, live.page).catch(() => {})
    this.#heads.push(live.page.head)
    keep(this.#pages, live.page.head.first, live.page, PAGES_KEPT)
    const page = Page.begin(live.page.last + 1, new Map(live.records))
    this.#live = { ...live, page, unwritten: 0 }
    return this.#live
  }

  async #writesOf(
    ids: ReadonlySet<string>,
    { from, to }: { from: number; to: number },
  ): Promise<Map<string, Map<string, { seq: number; times: number }>>> {
    const writes = new Map(
      [...ids].map((id) => [id, new Map<string, { seq: number; times: number }>()]),
    )
    for (const head of this.#allHeads()) {
      if (head.first > to || lastOf(head) <= from) continue
      const page = await this.#page(head)
      page.writes({ after: from, upTo: to }, (id, key, seq) => {
        const of = writes.get(id)
        const name = key ?? WHOLE_RECORD
        of?.set(name, { seq, times: (of.get(name)?.times ?? 0) + 1 })
      })
    }
    return writes
  }

  #allHeads(): PageHead[] {
    return this.#live ? [...this.#heads, this.#live.page.head] : this.#heads
  }

  #headOf(seq: number): PageHead | null {
    return this.#allHeads().find((head) => head.first <= seq && seq <= lastOf(head)) ?? null
  }

  #pageOf(seq: number): Promise<Page> {
    const head = this.#headOf(seq)
    if (!head) throw new Error('There is no such moment')
    return this.#page(head)
  }

  async #read(head: PageHead): Promise<Page> {
    try {
      return await this.#files.read(this.#boardId, head, this.#known)
    } catch (cause) {
      await this.#files.dropFrom(this.#boardId, head.first)
      throw new UnreadablePage(`The page from entry ${head.first} cannot be read`, { cause })
    }
  }

  async #page(head: PageHead): Promise<Page> {
    if (head === this.#live?.page.head) return this.#live.page
    const page = this.#pages.get(head.first) ?? (await this.#read(head))
    keep(this.#pages, head.first, page, PAGES_KEPT)
    return page
  }
}

/** A page's file could not be read. It and all after it are gone by now, and will be made again from the log. */
export class UnreadablePage extends Error {}

const NOTHING: { checkpoint: null; tail: Uint8Array[] } = { checkpoint: null, tail: [] }

function take(live: Live, row: LogRow): void {
  const { replay, records, page } = live
  live.unwritten++
  const changes = replay.apply(row.update, records)
  page.add(row, changes, records)
  const drafts = new Map<string, Map<string, string> | null>()
  for (const { id, key, value } of changes) {
    let draft = drafts.get(id)
    if (draft === undefined) draft = new Map(records.get(id)?.keys)
    if (key === null) draft = value === null ? null : new Map()
    else if (value === null) draft?.delete(key)
    else draft?.set(key, value)
    drafts.set(id, draft)
  }
  for (const [id, draft] of drafts) {
    if (draft) records.set(id, RecordState.of(draft))
    else records.delete(id)
  }
}

/** Puts the newest in, and the one not used for longest out. */
function keep<T>(kept: Map<number, T>, key: number, value: T, most: number): void {
  kept.delete(key)
  kept.set(key, value)
  const [oldest] = kept.keys()
  if (kept.size > most && oldest !== undefined) kept.delete(oldest)
}

export function changedIds(before: Moment, after: Moment): Set<string> {
  const ids = new Set<string>()
  for (const [id, state] of after) if (!(before.get(id)?.equals(state) ?? false)) ids.add(id)
  for (const id of before.keys()) if (!after.has(id)) ids.add(id)
  return ids
}

/** Values may be written differently and mean the same: properties of an object have no order. */
function differingKeys(a: RecordState, b: RecordState): string[] {
  const [before, after] = [a.copyKeys(), b.copyKeys()]
  return [...new Set([...before.keys(), ...after.keys()])].filter((key) => {
    const [was, is] = [before.get(key), after.get(key)]
    if (was === is) return false
    return (
      was === undefined || is === undefined || !isDeepStrictEqual(JSON.parse(was), JSON.parse(is))
    )
  })
}
