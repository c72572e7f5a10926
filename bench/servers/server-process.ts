import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync, readdirSync } from 'node:fs'
import { createInterface } from 'node:readline'
import { setTimeout as sleep } from 'node:timers/promises'

/** Node of the project, whatever the shell's own is. */
export const node = process.execPath

export type Launch = {
  args: string[]
  env: Record<string, string>
  cwd: string
  /** A line that names the port in its first group, or a path that answers once the server is there. */
  ready: RegExp | { port: number; path: string }
}

/** One server in a process of its own, watched from outside through /proc. */
export class ServerProcess {
  readonly port: number
  readonly pid: number
  readonly #child: ChildProcess

  private constructor(child: ChildProcess, pid: number, port: number) {
    this.#child = child
    this.pid = pid
    this.port = port
  }

  /** @throws Error with the end of what the server printed, when it stops or is not there in 30 s */
  static async start({ args, env, cwd, ready }: Launch): Promise<ServerProcess> {
    const child = spawn(node, args, {
      cwd,
      env: { ...process.env, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    let said = ''
    const printed = Promise.withResolvers<number>()
    const failed = Promise.withResolvers<never>()
    failed.promise.catch(() => {})
    for (const stream of [child.stdout, child.stderr]) {
      createInterface({ input: stream }).on('line', (line) => {
        said = `${said}${line}\n`.slice(-4000)
        const port = ready instanceof RegExp ? ready.exec(line)?.[1] : undefined
        if (port) printed.resolve(Number(port))
      })
    }
    const fail = (why: string) => failed.reject(new Error(`${args.join(' ')} ${why}:\n${said}`))
    child.once('exit', (code) => fail(`stopped with ${code}`))
    const timer = setTimeout(() => {
      fail('was not there in 30 s')
      child.kill('SIGKILL')
    }, 30_000)
    const there = ready instanceof RegExp ? printed.promise : answering(ready, () => child.exitCode)
    const port = await Promise.race([there, failed.promise])
    clearTimeout(timer)
    if (child.pid === undefined) throw new Error('The server has no process id')
    return new ServerProcess(child, child.pid, port)
  }

  /** Nanoseconds of CPU of all threads that still live. */
  cpuNs(): number {
    let total = 0
    for (const thread of readdirSync(`/proc/${this.pid}/task`)) {
      const times = readFileSync(`/proc/${this.pid}/task/${thread}/schedstat`, 'utf8')
      total += Number(times.split(' ')[0])
    }
    return total
  }

  rssMb(): number {
    const status = readFileSync(`/proc/${this.pid}/status`, 'utf8')
    return Number(/VmRSS:\s+(\d+)/.exec(status)?.[1]) / 1024
  }

  async stop(): Promise<void> {
    await this.#end('SIGTERM')
  }

  async kill(): Promise<void> {
    await this.#end('SIGKILL')
  }

  async #end(signal: NodeJS.Signals): Promise<void> {
    if (this.#child.exitCode !== null || this.#child.signalCode !== null) return
    const exit = once(this.#child, 'exit')
    this.#child.kill(signal)
    const late = setTimeout(() => this.#child.kill('SIGKILL'), 20_000)
    await exit
    clearTimeout(late)
  }
}

async function answering(
  { port, path }: { port: number; path: string },
  exitCode: () => number | null,
): Promise<number> {
  while (exitCode() === null) {
    const answer = await fetch(`http://127.0.0.1:${port}${path}`).catch(() => null)
    if (answer?.ok) return port
    await sleep(50)
  }
  return port
}
