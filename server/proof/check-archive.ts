import { createHash } from 'node:crypto'
import type { Certificate } from 'pkijs'
import { openBag, type BagSource } from '../copies/bag-source.ts'
import { checkBag } from '../copies/check-bag.ts'
import { archiveFiles, type ArchivedBoard } from './archive-format.ts'
import { archiveSource, readArchivedBoard } from './archive-source.ts'
import { checkBoard, type ProofReport } from './check-board.ts'
import { Mismatch } from './proof-source.ts'

/**
 * Recomputes all that an archive's hashes promise: its manifests, then everything that a server would check of a board,
 * then that the log ends and the records stand as the archive says. `roots` vouch for the authorities of time stamps.
 *
 * @throws Mismatch where the manifests do not fit, or the archive cannot be read
 */
export async function checkArchive(
  path: string,
  trust: { roots?: readonly Certificate[] } = {},
): Promise<CheckedArchive> {
  const bag = await openBag(path)
  try {
    return await checkOpenArchive(bag, trust)
  } finally {
    await bag.close()
  }
}

export type CheckedArchive = {
  board: ArchivedBoard
  report: ProofReport
  /** Files in the archive that no manifest names: nothing is promised of them. */
  beside: string[]
}

/** As `checkArchive`, of a bag that was opened already. */
export async function checkOpenArchive(
  bag: BagSource,
  { roots = [] }: { roots?: readonly Certificate[] } = {},
): Promise<CheckedArchive> {
  const { beside } = await checkBag(bag)
  const board = await readArchivedBoard(bag)
  const source = archiveSource(bag, board)
  const end = {
    id: '',
    seq: board.head.seq,
    name: 'end of the archive',
    logHash: Buffer.from(board.head.logHash, 'hex'),
    recordsHash: Buffer.from(board.head.recordsHash, 'hex'),
  }
  const report = await checkBoard(
    { ...source, versions: async () => [...(await source.versions()), end] },
    { roots },
  )
  const records = createHash('sha256')
  for await (const bytes of bag.read(`data/${archiveFiles.records}`)) records.update(bytes)
  const mismatches = [...report.mismatches]
  if (records.digest('hex') !== board.head.recordsHash)
    mismatches.push(`${archiveFiles.records} does not hold the records that the edits make.`)
  if (mismatches.length === 0 && report.edits !== board.head.seq)
    throw new Mismatch(`The log goes on after edit ${board.head.seq}, where the archive ends.`)
  const versions = Math.max(0, report.versions - 1)
  return { board, report: { ...report, versions, mismatches }, beside }
}
