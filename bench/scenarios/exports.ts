import { spawn } from 'node:child_process'
import { statSync } from 'node:fs'
import { join } from 'node:path'
import { makeBoard } from '../board/make-board.ts'
import { MemoryOfTree } from '../servers/memory-of-tree.ts'
import { node } from '../servers/server-process.ts'
import { seed } from '../wire/join.ts'
import type { Figure, Figures, Scenario } from './scenario.ts'

const SIZES = [200, 1_000, 5_000] as const
const ways = [
  { label: 'PNG 1×', format: 'png', scale: 1 },
  { label: 'PNG 2×', format: 'png', scale: 2 },
  { label: 'SVG', format: 'svg', scale: 1 },
  { label: 'PDF', format: 'pdf', scale: 1 },
] as const
type Way = (typeof ways)[number]

const root = join(import.meta.dirname, '../..')

export const exports: Scenario = {
  name: 'exports',
  title: 'Pictures of 200, 1,000 and 5,000 shapes',
  meaning:
    'The whole board with its legend, taken out by `redstring board export` (the real client in a headless Chromium without a GPU), from the start of the command until the file is on disk: about two seconds of it are the start of both. The boards are those of “Opening a board”, a cell of 380 pixels for each shape: 200 shapes are 6,500 × 4,600 pixels at 1×, 1,000 are 14,500 × 10,300, and 5,000 are 32,000 × 22,900, which is a zip of pieces. Memory is the most that node and all processes of Chromium had together (PSS).',
  servers: ['redstring'],
  repetitions: { full: 1, quick: 1 },
  longestMs: 60 * 60_000,
  figures: SIZES.flatMap((size) => ways.flatMap((way) => figuresOf(size, way))),
  async run({ server, dir, quick }) {
    await server.start()
    const figures: Figures = {}
    for (const size of quick ? SIZES.slice(0, 1) : SIZES) {
      const room = await server.room(`Exported: ${size} shapes`)
      await seed(room, makeBoard({ count: size, of: 'shapes' }).updates)
      for (const way of ways) {
        const taken = await exported(room.documentName, { way, dir })
        const key = keyOf(size, way)
        Object.assign(
          figures,
          typeof taken === 'string'
            ? { [`${key} s`]: taken }
            : {
                [`${key} s`]: taken.seconds,
                [`${key} peak`]: taken.peakMb,
                [`${key} file`]: taken.fileMb,
              },
        )
      }
    }
    return figures
  },
}

function keyOf(size: number, { label }: Way): string {
  return `${size.toLocaleString('en')} shapes, ${label}`
}

function figuresOf(size: number, way: Way): Figure[] {
  const key = keyOf(size, way)
  return [
    { key: `${key} s`, label: key, unit: 's' },
    { key: `${key} peak`, label: `${key}: memory`, unit: 'MB' },
    { key: `${key} file`, label: `${key}: file`, unit: 'MB' },
  ]
}

type Taken = { seconds: number; peakMb: number; fileMb: number }

/** Figures, or what the command said instead. */
function exported(
  boardId: string,
  { way: { format, scale }, dir }: { way: Way; dir: string },
): Promise<Taken | string> {
  const out = join(dir, `${boardId}-${scale}.${format}`)
  const args = ['board', 'export', boardId, '--out', out, '--scale', String(scale)]
  const startedMs = performance.now()
  const child = spawn(node, ['server/cli.ts', ...args], {
    cwd: root,
    stdio: ['ignore', 'ignore', 'pipe'],
    env: {
      ...process.env,
      DATA_DIR: join(dir, 'data'),
      LOG_LEVEL: 'error',
      CLIENT_DIR: process.env['BENCH_CLIENT_DIR'],
    },
  })
  let said = ''
  child.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()))
  const memory = new MemoryOfTree(child.pid ?? 0)
  return new Promise((done) => {
    child.once('exit', (code) => {
      const peakMb = memory.end()
      const seconds = (performance.now() - startedMs) / 1000
      const lastLine = said.trim().split('\n').at(-1) ?? ''
      done(code === 0 ? { seconds, peakMb, fileMb: statSync(out).size / 1e6 } : lastLine)
    })
  })
}
