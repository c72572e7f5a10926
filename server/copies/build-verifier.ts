import { execFile } from 'node:child_process'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { promisify } from 'node:util'

const root = resolve(import.meta.dirname, '../..')

/** Builds the standalone verifier (vite.verifier.config.ts) from the source as it is. Takes a second or two. */
export async function buildVerifier(): Promise<Uint8Array> {
  const folder = await mkdtemp(join(tmpdir(), 'redstring-verifier-'))
  try {
    const vite = join(root, 'node_modules/vite/bin/vite.js')
    const args = [
      'build',
      '-c',
      'vite.verifier.config.ts',
      '--logLevel',
      'warn',
      '--outDir',
      folder,
    ]
    await promisify(execFile)(process.execPath, [vite, ...args], { cwd: root })
    return await readFile(join(folder, 'verify.mjs'))
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
