import { textOf, valueOf } from '../../shared/evidence/values.ts'
import type { Evidence, EvidenceId } from '../../shared/evidence/kinds.ts'
import type { Sameness } from '../../shared/media/near-duplicates.ts'
import type { Hashes } from '../../shared/media/hashes.ts'
import { signal, type Signal } from '../sync/signal.ts'
import type { FoundPair, WorkerAnswer, WorkerTask } from './worker-messages.ts'

/** Another item that is probably the same footage; `cropped` and `isMirrored` as seen from the item asked about. */
export type Duplicate = { other: EvidenceId; sameness: Sameness }

/** By item. The map is the same until something is found or lost. */
export type Duplicates = ReadonlyMap<EvidenceId, readonly Duplicate[]>

/**
 * Watches a board for items that are probably the same footage. Begins once somebody listens: the comparing runs in
 * a worker, so that thousands of pictures hold up nobody.
 */
export class DuplicatesWatch implements Signal<Duplicates> {
  readonly #evidence: Signal<readonly Evidence[]>
  readonly #found = signal<Duplicates>(new Map())
  readonly #known = new Map<EvidenceId, Hashes>()
  readonly #pairs = new Map<string, FoundPair>()
  #worker: Worker | null = null
  #stop = () => {}

  constructor(evidence: Signal<readonly Evidence[]>) {
    this.#evidence = evidence
  }

  get = (): Duplicates => this.#found.get()

  subscribe = (listener: () => void): (() => void) => {
    this.#start()
    return this.#found.subscribe(listener)
  }

  close(): void {
    this.#stop()
    this.#worker?.terminate()
  }

  #start(): void {
    if (this.#worker) return
    this.#worker = new Worker(new URL('./duplicates-worker.ts', import.meta.url), {
      type: 'module',
    })
    this.#worker.addEventListener('message', ({ data }: MessageEvent<WorkerAnswer>) =>
      this.#take(data),
    )
    this.#stop = this.#evidence.subscribe(() => this.#look())
    this.#look()
  }

  /** Sends what changed since the last look. */
  #look(): void {
    const task: WorkerTask = { put: [], remove: [] }
    const now = new Set<EvidenceId>()
    for (const item of this.#evidence.get()) {
      const hashes = comparableHashesOf(item)
      if (!hashes) continue
      now.add(item.id)
      const known = this.#known.get(item.id)
      if (known && isSame(known, hashes)) continue
      if (known) task.remove.push(item.id)
      task.put.push({ id: item.id, hashes })
      this.#known.set(item.id, hashes)
    }
    for (const id of this.#known.keys()) {
      if (now.has(id)) continue
      this.#known.delete(id)
      task.remove.push(id)
    }
    if (task.put.length === 0 && task.remove.length === 0) return
    this.#forget(task.remove)
    this.#worker?.postMessage(task)
  }

  #take({ found }: WorkerAnswer): void {
    // What was compared may have gone while it was.
    const isHere = (id: string) => this.#known.has(id as EvidenceId)
    const here = found.filter(({ first, second }) => isHere(first) && isHere(second))
    for (const pair of here) this.#pairs.set(`${pair.first} ${pair.second}`, pair)
    if (here.length > 0) this.#tell()
  }

  #forget(gone: readonly string[]): void {
    const ids = new Set(gone)
    let isLess = false
    for (const [key, { first, second }] of this.#pairs) {
      if (ids.has(first) || ids.has(second)) isLess = this.#pairs.delete(key) || isLess
    }
    if (isLess) this.#tell()
  }

  #tell(): void {
    const byItem = new Map<EvidenceId, Duplicate[]>()
    const add = (id: string, other: string, sameness: Sameness) => {
      const item = id as EvidenceId
      byItem.set(item, [...(byItem.get(item) ?? []), { other: other as EvidenceId, sameness }])
    }
    for (const { first, second, sameness } of this.#pairs.values()) {
      add(first, second, sameness)
      add(second, first, turned(sameness))
    }
    this.#found.set(byItem)
  }
}

/** What stands in for material is not footage of anything: nothing is looked for. */
function comparableHashesOf(item: Evidence): Hashes | undefined {
  if (textOf(item, 'standIn') !== undefined) return undefined
  return valueOf(item, 'facts', 'facts')?.hashes
}

function isSame(a: Hashes, b: Hashes): boolean {
  return (
    a === b ||
    (a.frames.length === b.frames.length &&
      a.frames.every(({ hash }, at) => hash === b.frames[at]?.hash))
  )
}

function turned(sameness: Sameness): Sameness {
  const { cropped } = sameness
  if (cropped === null || cropped === 'both') return sameness
  return { ...sameness, cropped: cropped === 'first' ? 'second' : 'first' }
}
