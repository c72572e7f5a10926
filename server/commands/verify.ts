import { checkBoard } from '../proof/check-board.ts'
import { databaseSource } from '../proof/database-source.ts'
import { linesOf } from '../proof/report-lines.ts'
import { strayBoards } from '../proof/stray-boards.ts'
import { readRoots } from '../timestamps/read-roots.ts'
import { print, withCatalogue } from './catalogue.ts'

/** Recomputes what a board's hashes promise, or every board's. Ends with code 1 where anything does not fit. */
export async function verify(boardId: string | undefined, { all = false }): Promise<void> {
  if ((boardId === undefined) !== all) throw new Error('Name a board, or --all of them.')
  await withCatalogue(async ({ boards, store, blobs, config, database: { kysely } }) => {
    const roots = readRoots(config.timestampCa)
    const known = await boards.all()
    const chosen = all ? known : known.filter(({ id }) => id === boardId)
    if (!all && chosen.length === 0)
      throw new Error(`There is no board ${boardId}. \`board list\` lists them.`)
    const strays = all ? await strayBoards(kysely) : []
    for (const { id, table } of strays)
      print(`${id}: the table ${table} holds rows of this board, but there is no such board.`)
    let isSound = strays.length === 0
    for (const { id, title } of chosen) {
      const report = await checkBoard(databaseSource({ kysely, store, blobs }, id), { roots })
      for (const line of linesOf(report)) print(`${id}\t${title}\t${line}`)
      isSound &&= report.mismatches.length === 0
    }
    if (!isSound) process.exitCode = 1
  })
}
