/**
 * `npm start`: builds the client, then is the server. npm runs this in a shell, and a shell that is told to stop
 * ends without passing it on: the server then sees that whoever started it is gone, and stops as if asked itself.
 */
import { spawnSync } from 'node:child_process'
import { join, resolve } from 'node:path'

const root = resolve(import.meta.dirname, '..')
const LOOK_EVERY_MS = 500

const { status } = spawnSync(
  process.execPath,
  [join(root, 'node_modules/vite/bin/vite.js'), 'build', '--logLevel', 'warn'],
  { cwd: root, stdio: ['ignore', 'inherit', 'inherit'] },
)
if (status !== 0) process.exit(status ?? 1)

const startedBy = process.ppid
const watch = setInterval(() => {
  if (process.ppid === startedBy) return
  clearInterval(watch)
  process.kill(process.pid, 'SIGTERM')
}, LOOK_EVERY_MS)
watch.unref()

await import('../server/main.ts')
