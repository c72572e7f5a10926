import { stat } from 'node:fs/promises'
import { basename, join, resolve } from 'node:path'
import { Checkpoints } from '../history/checkpoints.ts'
import { openBag } from '../copies/bag-source.ts'
import { FileRows } from '../files/file-rows.ts'
import { Incoming } from '../files/incoming.ts'
import { FileReader } from '../files/reader/file-reader.ts'
import { checkCase } from '../imports/check-case.ts'
import { Staging } from '../imports/staging.ts'
import { expectNew, takeCase } from '../imports/take-case.ts'
import { createLogger } from '../logger.ts'
import { print, tell, withCatalogue, type Opened } from './catalogue.ts'

/** Takes a whole case in, beside a running server. Prints the id of its board. */
export async function importCase(file: string, { email }: { email?: string }): Promise<void> {
  const path = resolve(file)
  const found = await stat(path).catch(() => null)
  if (!found) throw new Error(`There is nothing at ${path}.`)
  await withCatalogue(async (opened) => {
    const { config, store, database } = opened
    const owner = await ownerOf(opened, email)
    const { maxCaseBytes, maxBoardBytes } = config
    tell('Everything in it is checked first.')
    const limits = { bytes: maxCaseBytes }
    const packedBytes = found.isDirectory() ? maxCaseBytes : found.size
    const board = await checkCase({ path, packedBytes, limits, maxBoardBytes })
    await expectNew(database.kysely, board.id)
    await withStaging(opened, async (staging) => {
      const bag = await openBag(path, limits)
      try {
        const taking = { bag, board, name: basename(path), owner }
        await takeCase({ kysely: database.kysely, staging }, taking)
      } finally {
        await bag.close()
      }
    })
    const checkpoints = new Checkpoints(store)
    await checkpoints.make(board.id)
    await checkpoints.close()
    tell(`“${board.title}” was taken in. ${owner ? `It belongs to ${owner.name}.` : ''}`.trim())
    print(board.id)
  })
}

async function ownerOf({ people }: Opened, email: string | undefined) {
  if (email === undefined) return people.owner()
  const found = await people.findByEmail(email)
  if (!found) throw new Error(`Nobody here has the e-mail address ${email}.`)
  return found
}

async function withStaging(
  { config, blobs, database }: Opened,
  work: (staging: Staging) => Promise<void>,
): Promise<void> {
  const { dataDir, maxFileBytes } = config
  const logger = createLogger('error', { toStderr: true })
  const reader = new FileReader(logger)
  try {
    await work(
      new Staging({
        dataDir,
        blobs,
        rows: new FileRows(database.kysely),
        incoming: new Incoming({ folder: join(dataDir, 'importing'), maxBytes: maxFileBytes }),
        reader,
        // A server may be running, and somebody bringing it the same file.
        placing: null,
        logger,
        onWait: () => tell('Another case is being taken in. This one comes after it.'),
      }),
    )
  } finally {
    await reader.close()
  }
}
