import { fork, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import type { ReaderAnswer, ReaderTask } from './reader-messages.ts'

const program = fileURLToPath(new URL('./reader-child.ts', import.meta.url))

/** Heap of the reading process, megabytes: enough for a large raster, little enough for a small server. */
const HEAP_MB = 1024

/** How a task ended: answered, out of time, or the process died over it. */
export type ReaderOutcome =
  | { is: 'answered'; answer: ReaderAnswer }
  | { is: 'late' }
  | { is: 'dead' }

/** One reading process, started when first needed. Does one task at a time; who asks keeps to that. */
export class ReaderProcess {
  #child: ChildProcess | null = null

  async run(
    task: ReaderTask,
    { timeLimitMs, onStep }: { timeLimitMs: number; onStep: (answer: ReaderAnswer) => void },
  ): Promise<ReaderOutcome> {
    const child = (this.#child ??= this.#start())
    const { promise, resolve } = Promise.withResolvers<ReaderOutcome>()
    const onMessage = (answer: ReaderAnswer) => {
      if (answer.at === 'step') onStep(answer)
      else resolve({ is: 'answered', answer })
    }
    const onEnd = () => resolve({ is: 'dead' })
    child.on('message', onMessage).once('exit', onEnd).once('error', onEnd)
    const timer = setTimeout(() => resolve({ is: 'late' }), timeLimitMs)
    child.send(task, (error) => error && onEnd())
    const outcome = await promise
    clearTimeout(timer)
    child.off('message', onMessage).off('exit', onEnd).off('error', onEnd)
    if (outcome.is !== 'answered') await this.stop()
    return outcome
  }

  async stop(): Promise<void> {
    const child = this.#child
    this.#child = null
    if (!child || child.exitCode !== null || child.signalCode !== null) return
    const ended = once(child, 'exit')
    child.kill('SIGKILL')
    await ended
  }

  /**
   * Nothing of the server's environment but the search path for tools and where Node keeps what it compiled: no
   * secrets where files are opened.
   */
  #start(): ChildProcess {
    const child = fork(program, {
      execArgv: [`--max-old-space-size=${HEAP_MB}`, '--disable-warning=ExperimentalWarning'],
      env: {
        PATH: process.env['PATH'],
        NODE_COMPILE_CACHE: process.env['NODE_COMPILE_CACHE'],
      },
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
      serialization: 'advanced',
    })
    child.on('error', () => {})
    child.unref()
    child.channel?.unref()
    return child
  }
}
