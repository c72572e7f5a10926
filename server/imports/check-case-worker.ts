import { parentPort, workerData } from 'node:worker_threads'
import { z } from 'zod'
import { LAYOUT_VERSION } from '../../shared/board/layout.ts'
import { openBag, textIn, type BagSource } from '../copies/bag-source.ts'
import type { ZipLimits } from '../copies/zip-source.ts'
import { archiveFiles, type ArchivedBoard } from '../proof/archive-format.ts'
import { checkOpenArchive } from '../proof/check-archive.ts'
import { Mismatch } from '../proof/proof-source.ts'

/** The thread that verifies one package and ends. */

export type CaseOrder = {
  path: string
  packedBytes: number
  limits: Pick<ZipLimits, 'bytes'>
  /** Largest document of a board here, bytes. */
  maxBoardBytes: number
}

export type CaseAnswer =
  | { is: 'sound'; board: ArchivedBoard }
  /** What does not fit. */
  | { is: 'refused'; sentence: string }

/** Records as text are a few times their size as a document. */
const TEXT_TO_DOCUMENT = 4

const order = z.custom<CaseOrder>().parse(workerData)
parentPort?.postMessage(await answerTo(order))

async function answerTo({ path, limits, maxBoardBytes }: CaseOrder): Promise<CaseAnswer> {
  let bag: BagSource | undefined
  try {
    bag = await openBag(path, limits)
    await expectBoardOfOurs(bag, maxBoardBytes)
    const { board, report } = await checkOpenArchive(bag)
    const [mismatch] = report.mismatches
    return mismatch === undefined ? { is: 'sound', board } : { is: 'refused', sentence: mismatch }
  } catch (error) {
    if (error instanceof Mismatch) return { is: 'refused', sentence: error.message }
    throw error
  } finally {
    await bag?.close()
  }
}

/** Before anything is read that may be large. @throws Mismatch */
async function expectBoardOfOurs(bag: BagSource, maxBoardBytes: number): Promise<void> {
  const records = `data/${archiveFiles.records}`
  if (!bag.has(`data/${archiveFiles.board}`) || !bag.has(records))
    throw new Mismatch('It holds no board of a Redstring.')
  if ((await bag.size(records)) > maxBoardBytes * TEXT_TO_DOCUMENT)
    throw new Mismatch(
      'Its board is larger than this server accepts. Whoever runs it can raise MAX_BOARD_BYTES.',
    )
  for (const [name, most] of Object.entries(mostBytes(maxBoardBytes)))
    if (bag.has(`data/${name}`) && (await bag.size(`data/${name}`)) > most)
      throw new Mismatch(`${name} in it is larger than this server accepts.`)
  const [, layout] = /^\{"about":\{[^{}]*"layout":(\d{1,9})/.exec(await headOf(bag, records)) ?? []
  if (layout !== undefined && Number(layout) > LAYOUT_VERSION)
    throw new Mismatch('It was made by a newer Redstring than this one.')
  await textIn(bag, 'bagit.txt', 4096)
}

/** What is read line by line is held in parts, and in one place whole. */
function mostBytes(maxBoardBytes: number): Record<string, number> {
  return {
    [archiveFiles.log]: maxBoardBytes * 8,
    [archiveFiles.custody]: 512 * 2 ** 20,
    [archiveFiles.versions]: 64 * 2 ** 20,
    [archiveFiles.timestamps]: 64 * 2 ** 20,
    [archiveFiles.files]: 64 * 2 ** 20,
  }
}

async function headOf(bag: BagSource, name: string): Promise<string> {
  for await (const bytes of bag.read(name)) return Buffer.from(bytes.subarray(0, 4096)).toString()
  return ''
}
