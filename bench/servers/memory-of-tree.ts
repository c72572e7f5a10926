import { readdirSync, readFileSync } from 'node:fs'

const LOOK_EVERY_MS = 250

/** The most memory that a process and all that it started have had together, shared pages counted once (PSS). */
export class MemoryOfTree {
  readonly #pid: number
  readonly #sampler: NodeJS.Timeout
  #peakKb = 0

  constructor(pid: number) {
    this.#pid = pid
    this.#sampler = setInterval(() => this.#look(), LOOK_EVERY_MS)
  }

  /** Megabytes. */
  end(): number {
    clearInterval(this.#sampler)
    return this.#peakKb / 1000
  }

  #look(): void {
    const sum = treeOf(this.#pid).reduce((total, pid) => total + pssKb(pid), 0)
    this.#peakKb = Math.max(this.#peakKb, sum)
  }
}

function treeOf(root: number): number[] {
  const children = new Map<number, number[]>()
  for (const name of readdirSync('/proc')) {
    const parent = /^\d+$/.test(name) ? parentOf(name) : null
    if (parent !== null) children.set(parent, [...(children.get(parent) ?? []), Number(name)])
  }
  const tree = [root]
  for (const pid of tree) tree.push(...(children.get(pid) ?? []))
  return tree
}

/** A process may be gone by the time it is looked at. */
function parentOf(pid: string): number | null {
  const status = read(`/proc/${pid}/status`)
  const parent = /^PPid:\s+(\d+)$/m.exec(status)?.[1]
  return parent === undefined ? null : Number(parent)
}

function pssKb(pid: number): number {
  return Number(/^Pss:\s+(\d+) kB$/m.exec(read(`/proc/${pid}/smaps_rollup`))?.[1] ?? 0)
}

function read(path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return ''
  }
}
