import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { writeFile } from 'node:fs/promises'
import { setPriority } from 'node:os'
import { createInterface } from 'node:readline'

/** How a run of ffmpeg ended. */
export type Ended = { is: 'done' } | { is: 'failed' } | { is: 'late' } | { is: 'stopped' }

/** Runs ffmpeg at the lowest priority with nothing of the server's environment, for so long at most. */
export async function runFfmpeg(
  ffmpeg: string,
  args: readonly string[],
  {
    signal,
    limitMs,
    onLine,
  }: { signal: AbortSignal; limitMs: number; onLine?: (line: string) => void },
): Promise<Ended> {
  if (signal.aborted) return { is: 'stopped' }
  const child = spawn(ffmpeg, args, {
    stdio: ['ignore', 'pipe', 'ignore'],
    env: { PATH: process.env['PATH'] },
  })
  const ended = endOf(child)
  yieldToOthers(child)
  let isLate = false
  const kill = () => child.kill('SIGKILL')
  const timer = setTimeout(() => {
    isLate = true
    kill()
  }, limitMs)
  signal.addEventListener('abort', kill, { once: true })
  const lines = createInterface({ input: child.stdout })
  lines.on('line', (line) => onLine?.(line))
  const code = await ended
  clearTimeout(timer)
  signal.removeEventListener('abort', kill)
  lines.close()
  if (signal.aborted) return { is: 'stopped' }
  if (isLate) return { is: 'late' }
  return code === 0 ? { is: 'done' } : { is: 'failed' }
}

/** The code with which it ended; null where it was ended, or could not be started. */
export async function endOf(child: ChildProcess): Promise<number | null> {
  try {
    const [code] = (await once(child, 'close')) as [number | null]
    return code
  } catch {
    // `once` rejects where the program is not there.
    return null
  }
}

function yieldToOthers(child: ChildProcess): void {
  if (child.pid === undefined) return
  try {
    setPriority(child.pid, 19)
  } catch {
    // It has ended already.
  }
  // Where memory runs out, Linux ends this process and not the server. On other systems there is no such file.
  void writeFile(`/proc/${child.pid}/oom_score_adj`, '1000').catch(() => {})
}
