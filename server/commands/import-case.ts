import { mkdir, rm, stat } from 'node:fs/promises'
import { basename, join, resolve } from 'node:path'
import { nanoid } from 'nanoid'
import { Checkpoints } from '../history/checkpoints.ts'
import { openBag } from '../copies/bag-source.ts'
import { FileRows } from '../files/file-rows.ts'
import { Incoming } from '../files/incoming.ts'
import { keepUnplaced } from '../files/keep-unplaced.ts'
import { FileReader } from '../files/reader/file-reader.ts'
import { checkCase } from '../imports/check-case.ts'
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
    await withFiles(opened, async (keepFile) => {
      const bag = await openBag(path, limits)
      try {
        const taking = { bag, board, name: basename(path), owner }
        await takeCase({ kysely: database.kysely, keepFile }, taking)
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

/** A folder of this command's own: that of a running server is not to be touched. */
async function withFiles(
  { config, blobs, database }: Opened,
  work: (keepFile: ReturnType<typeof keepUnplaced>) => Promise<void>,
): Promise<void> {
  const folder = join(config.dataDir, `importing-${nanoid(8)}`)
  await mkdir(folder, { recursive: true })
  const reader = new FileReader(createLogger('error', { toStderr: true }))
  try {
    await work(
      keepUnplaced({
        blobs,
        rows: new FileRows(database.kysely),
        incoming: new Incoming({ folder, maxBytes: config.maxFileBytes }),
        reader,
      }),
    )
  } finally {
    await reader.close()
    await rm(folder, { recursive: true, force: true })
  }
}
