import type { Certificate } from 'pkijs'
import { checkCustody } from './check-custody.ts'
import { checkFiles } from './check-files.ts'
import { checkLog } from './check-log.ts'
import { checkTimestamps } from './check-timestamps.ts'
import { Mismatch, type ProofSource } from './proof-source.ts'

/** What was looked at, and the first thing in each part that is not what it must be. */
export type ProofReport = {
  edits: number
  checkpoints: number
  versions: number
  custodyRows: number
  files: number
  timestamps: number
  /** Whether trusted roots vouch for the authorities of the time stamps. */
  isVouchedFor: boolean
  /** Empty where everything fits. */
  mismatches: string[]
}

/**
 * Recomputes all that a board's hashes promise. Every part is looked at, also after another has failed. `roots` vouch
 * for the authorities of time stamps.
 */
export async function checkBoard(
  source: ProofSource,
  { roots = [] }: { roots?: readonly Certificate[] } = {},
): Promise<ProofReport> {
  const counts = { edits: 0, checkpoints: 0, versions: 0, custodyRows: 0, files: 0, timestamps: 0 }
  const mismatches: string[] = []
  const checkStamps = (_: ProofSource, seen: typeof counts) => checkTimestamps(source, seen, roots)
  for (const check of [checkLog, checkCustody, checkFiles, checkStamps]) {
    try {
      await check(source, counts)
    } catch (error) {
      if (!(error instanceof Mismatch)) throw error
      if (!mismatches.includes(error.message)) mismatches.push(error.message)
    }
  }
  return { ...counts, isVouchedFor: roots.length > 0, mismatches }
}
