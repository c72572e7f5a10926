import { spawn } from 'node:child_process'
import { performance } from 'node:perf_hooks'

/** What one part of `npm test` came to. */
export type Outcome = { passed: number; failed: number; skipped: number }

export type Command = {
  /** Name of a program in node_modules/.bin or on the path. */
  program: string
  args: string[]
  env?: Record<string, string>
  /** Printed as it comes rather than only on failure. */
  live?: boolean
  timeoutMs?: number
}

/** Ends with the exit code, or -1 where the program could not start or ran out of time. Reads nothing from stdin. */
export function run({ program, args, env, live = false, timeoutMs = 600_000 }: Command) {
  return new Promise<{ code: number; output: string }>((resolve) => {
    const child = spawn(program, args, {
      env: { ...process.env, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
      detached: true,
    })
    let output = ''
    const take = (chunk: Buffer) => {
      output += chunk.toString()
      if (live) process.stdout.write(chunk)
    }
    child.stdout.on('data', take)
    child.stderr.on('data', take)
    const watchdog = setTimeout(() => {
      take(Buffer.from(`\n${program} did not end within ${timeoutMs / 1000} s and is stopped.\n`))
      if (child.pid) process.kill(-child.pid, 'SIGKILL')
    }, timeoutMs)
    child.on('error', (error) => {
      clearTimeout(watchdog)
      resolve({ code: -1, output: `${output}${error.message}\n` })
    })
    child.on('close', (code) => {
      clearTimeout(watchdog)
      resolve({ code: code ?? -1, output })
    })
  })
}

/** One static check: it passes when its program ends well, and shows what the program said when not. */
export async function check(name: string, command: Command): Promise<Outcome> {
  const started = performance.now()
  const { code, output } = await run(command)
  const ok = code === 0
  say(`${ok ? '✓' : '✗'} ${name} (${seconds(started)})`)
  if (!ok) say(output.trimEnd())
  return { passed: ok ? 1 : 0, failed: ok ? 0 : 1, skipped: 0 }
}

export function say(line: string): void {
  process.stdout.write(`${line}\n`)
}

export function seconds(startedMs: number): string {
  return `${((performance.now() - startedMs) / 1000).toFixed(1)} s`
}
