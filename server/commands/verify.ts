import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import { configOfProcess } from '../config.ts'
import { checkArchive } from '../proof/check-archive.ts'
import { checkBoard } from '../proof/check-board.ts'
import { databaseSource } from '../proof/database-source.ts'
import { Mismatch } from '../proof/proof-source.ts'
import { besideInWords, linesOf } from '../proof/report-lines.ts'
import { strayBoards } from '../proof/stray-boards.ts'
import { readRoots } from '../timestamps/read-roots.ts'
import { print, withCatalogue } from './catalogue.ts'

/** Recomputes what the hashes promise of a board, of every board, or of a package that lies somewhere. Ends with code 1 where anything does not fit. */
export async function verify(boardId: string | undefined, { all = false }): Promise<void> {
  if ((boardId === undefined) !== all) throw new Error('Name a board, or --all of them.')
  if (boardId !== undefined && existsSync(resolve(boardId))) return verifyPackage(boardId)
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

/** Needs no data folder: whoever was sent a package can check it. */
async function verifyPackage(path: string): Promise<void> {
  try {
    const roots = readRoots(configOfProcess().timestampCa)
    const { board, report, beside } = await checkArchive(resolve(path), { roots })
    for (const line of [...linesOf(report), ...besideInWords(beside)])
      print(`${board.id}\t${board.title}\t${line}`)
    if (report.mismatches.length > 0) process.exitCode = 1
  } catch (error) {
    if (!(error instanceof Mismatch)) throw error
    print(error.message)
    process.exitCode = 1
  }
}
