import type { ServerProcess } from '../servers/server-process.ts'

/** A stretch of time over which one server's cost is taken. */
export class Window {
  readonly #server: ServerProcess
  readonly #from = performance.now()
  readonly #cpuNs: number
  readonly #rssMb: number
  readonly #sampler: NodeJS.Timeout
  #highMb: number

  constructor(server: ServerProcess) {
    this.#server = server
    this.#cpuNs = server.cpuNs()
    this.#rssMb = server.rssMb()
    this.#highMb = this.#rssMb
    this.#sampler = setInterval(() => {
      this.#highMb = Math.max(this.#highMb, server.rssMb())
    }, 100)
  }

  end(): { cpuNs: number; seconds: number; rssMb: number; grownMb: number } {
    clearInterval(this.#sampler)
    const rssMb = Math.max(this.#highMb, this.#server.rssMb())
    return {
      cpuNs: this.#server.cpuNs() - this.#cpuNs,
      seconds: (performance.now() - this.#from) / 1000,
      rssMb,
      grownMb: rssMb - this.#rssMb,
    }
  }
}

/** The value under which `share` of them lie (nearest rank); null when there are none. */
export function percentile(values: readonly number[], share: number): number | null {
  if (values.length === 0) return null
  const sorted = Float64Array.from(values).toSorted()
  return sorted[Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1)] ?? null
}

export function median(values: readonly number[]): number | null {
  return percentile(values, 0.5)
}
