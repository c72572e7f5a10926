/**
 * `npm run dev`: the server, started anew on each change, and Vite in front of it with hot reload. One Ctrl-C
 * ends both; when either ends by itself, so does the other.
 */
import { type ChildProcess, spawn } from 'node:child_process'
import { join, resolve } from 'node:path'

const root = resolve(import.meta.dirname, '..')
const port = process.env['PORT'] ?? '3000'

const children = [
  run(['--watch', '--watch-preserve-output', 'server/main.ts'], { PORT: port }),
  run([join(root, 'node_modules/vite/bin/vite.js')], {
    REDSTRING_SERVER: `http://127.0.0.1:${port}`,
  }),
]
let isEnding = false

for (const child of children) child.once('exit', (code) => end(code ?? 0))
process.on('SIGINT', () => end(0))
process.on('SIGTERM', () => end(0))

function run(args: string[], env: Record<string, string>): ChildProcess {
  return spawn(process.execPath, args, {
    cwd: root,
    stdio: 'inherit',
    env: { ...process.env, ...env },
  })
}

function end(code: number): void {
  if (isEnding) return
  isEnding = true
  process.exitCode = code
  for (const child of children) if (child.exitCode === null) child.kill('SIGTERM')
}
