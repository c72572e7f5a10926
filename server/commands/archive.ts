import { createWriteStream, existsSync } from 'node:fs'
import { open, rename, rm } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { nanoid } from 'nanoid'
import { ClientFiles } from '../client-files.ts'
import { writeArchive } from '../copies/archive.ts'
import { BagWriter } from '../copies/bag.ts'
import { buildVerifier } from '../copies/build-verifier.ts'
import { drawCase } from '../copies/draw-case.ts'
import { type Drawing, Packages } from '../copies/packages.ts'
import { openOperatorCertificate } from '../credentials/open-operator-certificate.ts'
import { importedPeople } from '../people/imported-people.ts'
import { print, tell, withCatalogue, type Opened } from './catalogue.ts'

/** Writes a board with everything it takes to check it into a folder, or one zip. Prints where it lies. */
export async function archive(
  boardId: string,
  { out, zip = false }: { out: string; zip?: boolean },
): Promise<void> {
  const path = resolve(out)
  await withCatalogue(async (opened) => {
    const { boards } = opened
    const board = (await boards.all()).find(({ id }) => id === boardId)
    if (!board) throw new Error(`There is no board ${boardId}. \`board list\` lists them.`)
    const seq = zip ? await toZip(opened, board, path) : await toFolder(opened, board, path)
    const edits = `${board.title}: ${seq.toLocaleString('en')} edits.`
    tell(
      zip
        ? `${edits} \`redstring verify\` checks it, \`redstring board import\` takes it in.`
        : `${edits} \`node verify.mjs\` there checks it.`,
    )
    print(path)
  })
}

type Listed = Awaited<ReturnType<Opened['boards']['all']>>[number]

async function toFolder(opened: Opened, board: Listed, path: string): Promise<number> {
  const { people, database } = opened
  const { kysely } = database
  const drawing = await drawingOf(opened)
  const { seq } = await writeArchive(await BagWriter.begin(path), {
    ...opened,
    board,
    kysely,
    people: [...(await importedPeople(kysely, board.id)), ...(await people.all())],
    verifier: await buildVerifier(),
    draw: (bag, upTo) =>
      drawCase(bag, {
        parts: drawing && { ...opened, ...drawing, kysely },
        board,
        seq: upTo,
        folder: `${path}.drawing`,
      }),
  })
  return seq
}

async function drawingOf({ config }: Opened): Promise<Drawing | null> {
  const { chromium, clientDir } = config
  if (chromium === null) return null
  const operator = await openOperatorCertificate(config)
  return { chromium, clientFiles: new ClientFiles(clientDir), operator }
}

/** The zip lies under another name until all of it is on disk. */
async function toZip(opened: Opened, board: Listed, path: string): Promise<number> {
  const { kysely } = opened.database
  const partial = `${path}.partial`
  for (const place of [path, partial])
    if (existsSync(place)) throw new Error(`There is something at ${place} already.`)
  const newFolder = () => join(dirname(path), `.redstring-${nanoid(8)}`)
  const packages = new Packages({ ...opened, kysely, newFolder, drawing: await drawingOf(opened) })
  const { seq, stream } = await packages.make(board)
  try {
    await pipeline(stream, createWriteStream(partial, { flags: 'wx', mode: 0o600 }))
    const handle = await open(partial, 'r')
    try {
      await handle.sync()
    } finally {
      await handle.close()
    }
  } catch (error) {
    await rm(partial, { force: true })
    throw error
  }
  await rename(partial, path)
  return seq
}
