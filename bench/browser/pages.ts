import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import react from '@vitejs/plugin-react'
import { build } from 'vite'
import { plainRecords } from '../board/board-file.ts'
import { makeBoard } from '../board/make-board.ts'

const root = join(import.meta.dirname, '../..')

export const CLIENT = 'client'
export const PLAIN = 'plain'

/** Builds both pages into `dir`, as for production, and puts the board beside the plain one. */
export async function buildPages(dir: string, shapes: number): Promise<void> {
  process.env['CLIENT_DIR'] = join(dir, CLIENT)
  await build({
    configFile: join(root, 'vite.config.ts'),
    root: join(root, 'client'),
    logLevel: 'error',
  })
  await build({
    configFile: false,
    root: join(root, 'bench/plain-tldraw'),
    plugins: [react()],
    logLevel: 'error',
    build: { outDir: join(dir, PLAIN), emptyOutDir: true, target: 'es2022' },
  })
  const records = plainRecords(makeBoard({ count: shapes, of: 'shapes' }).doc)
  const canvas = records.filter(({ typeName }) => typeName !== 'evidence')
  writeFileSync(join(dir, PLAIN, 'board.json'), JSON.stringify(canvas))
}
