import { readdir, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'

/** Drops uploads, and what is noted of them, that nobody has gone on with for so long. */
export async function dropUntouched(folder: string, keptMs: number): Promise<void> {
  for (const name of await readdir(folder)) {
    const path = join(folder, name)
    const [base = ''] = name.split('.')
    const touched = await stat(join(folder, base)).catch(() => stat(path))
    if (Date.now() - touched.mtimeMs > keptMs) await rm(path, { force: true })
  }
}
