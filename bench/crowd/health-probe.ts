import { request, Agent } from 'node:http'

const EVERY_MS = 50

/** Asks a server again and again whether it is well, one question after the other, and keeps how long it took. */
export class HealthProbe {
  readonly #agent = new Agent({ keepAlive: true, maxSockets: 1 })
  readonly #url: string
  #latencies: number[] = []
  #isOver = false

  constructor(port: number) {
    this.#url = `http://127.0.0.1:${port}/healthz`
    void this.#run()
  }

  /** Since this was last asked. */
  take(): number[] {
    const taken = this.#latencies
    this.#latencies = []
    return taken
  }

  end(): void {
    this.#isOver = true
    this.#agent.destroy()
  }

  async #run(): Promise<void> {
    while (!this.#isOver) {
      const from = performance.now()
      const isAnswered = await this.#ask()
      if (isAnswered) this.#latencies.push(performance.now() - from)
      await new Promise((resolve) => setTimeout(resolve, EVERY_MS))
    }
  }

  #ask(): Promise<boolean> {
    return new Promise((resolve) => {
      const asked = request(this.#url, { agent: this.#agent }, (answer) => {
        answer.resume()
        answer.on('end', () => resolve(true))
      })
      asked.on('error', () => resolve(false))
      asked.end()
    })
  }
}
