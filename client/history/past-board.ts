import { isEqual } from '@tldraw/utils'
import { itemChanges, whatOf, type ItemChange } from '../../shared/board/changes/item-changes.ts'
import type { RecordChange } from '../../shared/board/changes/record-change.ts'
import { insertRecord, type PlainRecord } from '../../shared/board/codec.ts'
import { recordsOf } from '../../shared/board/layout.ts'
import { namedAsElsewhere, type Elsewhere } from '../../shared/evidence/names-elsewhere.ts'
import type { HistoryPerson, MomentComparison } from '../../shared/protocol/history.ts'
import { OpenBoard } from '../board/open-board.ts'
import type { ShapeMark } from '../board/shape-marks.tsx'
import { signal } from '../sync/signal.ts'
import { historyApi } from './history-api.ts'
import type { Moment } from './moment.ts'
import { pastSession, type PastSession } from './past-session.ts'

/** What a comparison found: for the list, and for the marks on the canvas. */
export type Compared = { items: readonly ItemChange[]; people: readonly HistoryPerson[] }

type Options = { boardId: string } & Pick<OpenBoard, 'me' | 'elsewhere'>

/**
 * A board as it stood, open like any other: the canvas and every view show it, and nothing of it can be edited.
 * Moving to another moment brings in only what differs. What is asked for while another moment is on its way comes
 * after it, the last wish first.
 */
export class PastBoard {
  readonly board: OpenBoard
  /** The moment on show; null until the first is here. */
  readonly shown = signal<Moment | null>(null)
  /** When the board stood like that, ISO 8601; null for the empty board. */
  readonly shownAt = signal<string | null>(null)
  readonly compared = signal<Compared | null>(null)
  readonly failure = signal<unknown>(null)
  readonly #session: PastSession
  #seq = 0
  #wanted: Moment | null = null
  #isRunning = false
  #isClosed = false

  constructor({ boardId, me, elsewhere }: Options) {
    this.#session = pastSession(boardId)
    this.board = new OpenBoard({ session: this.#session, me, elsewhere })
  }

  show(moment: Moment): void {
    this.#wanted = moment
    if (!this.#isRunning) void this.#run()
  }

  close(): void {
    this.#isClosed = true
    this.board.close()
  }

  async #run(): Promise<void> {
    this.#isRunning = true
    while (this.#wanted !== null && !this.#isClosed) {
      const wanted = this.#wanted
      this.#wanted = null
      try {
        await this.#bring(wanted)
        this.failure.set(null)
      } catch (error) {
        this.failure.set(error)
      }
    }
    this.#isRunning = false
  }

  async #bring(moment: Moment): Promise<void> {
    const { boardId } = this.#session
    const seq = moment.kind === 'past' ? moment.seq : moment.to
    const [change, comparison] = await Promise.all([
      this.#seq === seq ? null : historyApi.moment(boardId, { seq, from: this.#seq }),
      moment.kind === 'compare' ? historyApi.compare(boardId, moment) : null,
    ])
    if (this.#isClosed) return
    const gone = [...this.board.ghosts, ...(change?.remove ?? [])]
    this.board.ghosts.clear()
    this.#put({ put: change?.put ?? [], remove: gone })
    this.#seq = seq
    this.#session.ready.set(true)
    if (comparison) this.#compare(comparison)
    else {
      this.compared.set(null)
      this.board.marks.set([])
    }
    if (change) this.shownAt.set(change.at)
    this.shown.set(moment)
  }

  /** What went in between stands on the canvas, faintly, so that one sees where it was. */
  #compare({ changes, people }: MomentComparison): void {
    const { canvas, cards, elsewhere, evidence, marks } = this.board
    canvas.get()?.binding.takeNow()
    const here = {
      canvas: canvas.get()?.view.canvas() ?? [],
      evidence: new Map(evidence.get().map((item) => [item.id, item])),
    }
    const told = elsewhere ? itemChanges(changes.map(namedIn(elsewhere)), here) : null
    // What is brought back is what stood there.
    const items = itemChanges(changes, here).map((item, index) => ({
      ...item,
      lines: told?.[index]?.lines ?? item.lines,
    }))
    const ghosts = changes.flatMap((each) => ghostOf(each) ?? [])
    for (const { id } of ghosts) this.board.ghosts.add(id)
    this.#put({ put: ghosts, remove: [] })
    marks.set(marksOf(items, { changes, cards }))
    this.compared.set({ items, people })
  }

  #put({ put, remove }: { put: readonly PlainRecord[]; remove: readonly string[] }): void {
    const { doc } = this.#session
    const records = recordsOf(doc)
    doc.transact(() => {
      for (const id of remove) records.delete(id)
      for (const record of put) insertRecord(records, record)
    })
    this.board.canvas.get()?.binding.takeNow()
  }
}

function namedIn(elsewhere: Elsewhere): (change: RecordChange) => RecordChange {
  const named = (record: PlainRecord | null) => record && namedAsElsewhere(record, elsewhere)
  return ({ before, after, ...change }) => ({
    ...change,
    before: named(before),
    after: named(after),
  })
}

/**
 * What to mark: shapes that came, went, moved or changed, and the cards of items that changed. Where a string lies
 * follows from what it ties.
 */
function marksOf(
  items: readonly ItemChange[],
  { changes, cards }: { changes: readonly RecordChange[]; cards: OpenBoard['cards'] },
): ShapeMark[] {
  const marks = new Map<string, ShapeMark>()
  for (const change of changes) {
    const { id, before, after } = change
    if (!id.startsWith('shape:')) continue
    const what = whatOf(change)
    const isString = (after ?? before)?.['type'] === 'arrow'
    const isThere = before !== null && after !== null
    if (isString && isThere && isEqual(before['meta'], after['meta'])) continue
    const isOnPage = String(before?.['parentId']).startsWith('page:')
    const was = what === 'moved' && !isString && isOnPage ? cornerOf(before) : null
    marks.set(id, { id, what, was })
  }
  for (const { evidence, restore } of items) {
    if (!evidence || !restore.some(({ id, before }) => id === evidence.id && before !== null))
      continue
    for (const id of cards.get().get(evidence.id) ?? []) {
      const mark = marks.get(id)
      if (!mark || mark.what === 'moved')
        marks.set(id, { id, what: 'changed', was: mark?.was ?? null })
    }
  }
  return [...marks.values()].slice(0, MOST_MARKS)
}

function cornerOf(record: PlainRecord | null): { x: number; y: number } | null {
  const [x, y] = [record?.['x'], record?.['y']]
  return typeof x === 'number' && typeof y === 'number' ? { x, y } : null
}

const GHOST_OPACITY = 0.4
/** A canvas full of marks says nothing, and takes long to draw. */
const MOST_MARKS = 2_000

function ghostOf({ before, after }: RecordChange): PlainRecord | null {
  if (before === null || after !== null || before.typeName === 'page') return null
  return before.typeName === 'shape' ? { ...before, opacity: GHOST_OPACITY } : before
}
