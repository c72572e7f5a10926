import { createHash } from 'node:crypto'
import { Mismatch, type ProofSource } from './proof-source.ts'

/** Hashes the bytes of every file. @throws Mismatch at the first whose bytes are not those it is named by */
export async function checkFiles(source: ProofSource, counts: { files: number }): Promise<void> {
  for (const file of await source.files()) {
    const hash = createHash('sha256')
    let size = 0
    for await (const bytes of source.bytesOf(file)) {
      hash.update(bytes)
      size += bytes.byteLength
    }
    if (hash.digest('hex') !== file.sha256)
      throw new Mismatch(`The bytes of “${file.name}” (SHA-256 ${file.sha256}) were changed.`)
    if (size !== file.size)
      throw new Mismatch(`The size recorded for “${file.name}” is not that of its bytes.`)
    counts.files++
  }
}
