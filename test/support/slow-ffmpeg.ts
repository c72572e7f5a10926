import { existsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/**
 * Puts an `ffmpeg` into a folder that makes working copies as slowly as a test needs, on however quick a machine, and
 * is the real one in all else.
 *
 * - `as it plays` writes a copy no faster than its clip plays.
 * - `when let go` says that a copy is half made, and makes it once `letGo` was called.
 */
export function slowFfmpeg(
  folder: string,
  makes: 'as it plays' | 'when let go',
): { path: string; letGo: () => void } {
  const path = join(folder, 'ffmpeg')
  const gate = join(folder, 'let-go')
  const program = (process.env['PATH'] ?? '')
    .split(':')
    .map((part) => join(part, 'ffmpeg'))
    .find(existsSync)
  const wait = `echo out_time_us=1000000; until [ -e '${gate}' ]; do sleep 0.1; done`
  const copying = makes === 'as it plays' ? `exec ${program} -re "$@"` : wait
  const script = `#!/bin/sh
case "$*" in *-progress*) ${copying};; esac
exec ${program} "$@"
`
  writeFileSync(path, script, { mode: 0o755 })
  return { path, letGo: () => writeFileSync(gate, '') }
}
