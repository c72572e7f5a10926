import { fork, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { AppError } from '../../../shared/app-error.ts'
import type { PageOutline, ReceivedPage } from './read-page.ts'
import type { Kept } from './replay-page.ts'

export type PageTask =
  | { do: 'read'; page: ReceivedPage }
  | { do: 'replay'; page: ReceivedPage; kept: Kept[] }

export type PageAnswer =
  | { is: 'outline'; outline: PageOutline }
  | { is: 'replay'; html: string }
  | { is: 'unreadable' }

const program = fileURLToPath(new URL('./page-child.ts', import.meta.url))
const HEAP_MB = 768

/** A process for one received page. Whoever starts it stops it, whatever happens. */
export class PageProcess {
  readonly #child: ChildProcess
  readonly #timeLimitMs: number

  constructor({ timeLimitMs }: { timeLimitMs: number }) {
    this.#timeLimitMs = timeLimitMs
    // Nothing of the server's environment but where Node keeps what it compiled: no secrets where pages are opened.
    this.#child = fork(program, {
      execArgv: [`--max-old-space-size=${HEAP_MB}`, '--disable-warning=ExperimentalWarning'],
      env: { NODE_COMPILE_CACHE: process.env['NODE_COMPILE_CACHE'] },
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
      serialization: 'advanced',
    })
    this.#child.on('error', () => {})
  }

  /** @throws AppError `file/unreadable` */
  async read(page: ReceivedPage): Promise<PageOutline> {
    const answer = await this.#ask({ do: 'read', page })
    if (answer.is !== 'outline') throw unreadable()
    return answer.outline
  }

  /** @throws AppError `file/unreadable` */
  async replay(page: ReceivedPage, kept: Kept[]): Promise<string> {
    const answer = await this.#ask({ do: 'replay', page, kept })
    if (answer.is !== 'replay') throw unreadable()
    return answer.html
  }

  async stop(): Promise<void> {
    const child = this.#child
    if (this.#hasEnded) return
    const ended = once(child, 'exit')
    child.kill('SIGKILL')
    await ended
  }

  get #hasEnded(): boolean {
    const { exitCode, signalCode, pid } = this.#child
    return pid === undefined || exitCode !== null || signalCode !== null
  }

  async #ask(task: PageTask): Promise<PageAnswer> {
    if (this.#hasEnded) return { is: 'unreadable' }
    const { promise, resolve } = Promise.withResolvers<PageAnswer>()
    const fail = () => resolve({ is: 'unreadable' })
    const child = this.#child
    child.once('message', resolve).once('exit', fail).once('error', fail)
    const timer = setTimeout(() => {
      child.kill('SIGKILL')
      fail()
    }, this.#timeLimitMs)
    child.send(task, (error) => error && fail())
    const answer = await promise
    clearTimeout(timer)
    child.off('message', resolve).off('exit', fail).off('error', fail)
    return answer
  }
}

function unreadable(): AppError {
  return new AppError('file/unreadable', 'The page could not be read.')
}
