import { resolve } from 'node:path'
import { readRoots } from '../timestamps/read-roots.ts'
import { checkArchive } from './check-archive.ts'
import { Mismatch } from './proof-source.ts'
import { besideInWords, linesOf } from './report-lines.ts'

/**
 * The standalone verifier: built into one file that lies in every archive and needs nothing but Node 20 or later.
 * `node verify.mjs [folder or zip] [roots.pem]`, by default the folder it lies in; the roots are those of time stamp
 * authorities, which whoever checks must get from elsewhere. Ends with code 1 where anything does not fit. Whoever
 * distrusts the archive takes the file from elsewhere too: it is built from this source.
 */
const folder = resolve(process.argv[2] ?? import.meta.dirname)
try {
  const roots = readRoots(process.argv[3] ?? null)
  const { board, report, beside } = await checkArchive(folder, { roots })
  process.stdout.write(`Board “${board.title}” (${board.id}), archived ${board.archivedAt}\n`)
  for (const line of [...linesOf(report), ...besideInWords(beside)])
    process.stdout.write(`${line}\n`)
  if (report.mismatches.length > 0) process.exitCode = 1
} catch (error) {
  if (!(error instanceof Mismatch)) throw error
  process.stdout.write(`${error.message}\n`)
  process.exitCode = 1
}
