import { join, resolve } from 'node:path'
import { writeArchive } from '../copies/archive.ts'
import { buildVerifier } from '../copies/build-verifier.ts'
import { DiskBlobStore } from '../store/blobs/disk-blob-store.ts'
import { print, tell, withCatalogue } from './catalogue.ts'

/** Writes a board with everything it takes to check it into a folder. Prints where it lies. */
export async function archive(boardId: string, { out }: { out: string }): Promise<void> {
  const path = resolve(out)
  await withCatalogue(async ({ boards, store, people, database: { kysely }, config }) => {
    const board = (await boards.all()).find(({ id }) => id === boardId)
    if (!board) throw new Error(`There is no board ${boardId}. \`board list\` lists them.`)
    const { seq } = await writeArchive({
      path,
      board,
      kysely,
      store,
      blobs: new DiskBlobStore(join(config.dataDir, 'blobs')),
      people: await people.all(),
      verifier: await buildVerifier(),
    })
    tell(`${board.title}: ${seq.toLocaleString('en')} edits. \`node verify.mjs\` there checks it.`)
    print(path)
  })
}
