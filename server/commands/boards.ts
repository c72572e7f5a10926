import { readBoard } from '../../shared/board/sanitise.ts'
import { readStoredDocument } from '../boards/stored-documents.ts'
import { print, tell, withCatalogue } from './catalogue.ts'

/** One line a board: id, when it was last edited, title; apart by tabs. */
export async function listBoards(): Promise<void> {
  await withCatalogue(async ({ boards }) => {
    const all = await boards.all()
    if (all.length === 0) tell('There is no board yet.')
    for (const board of all) {
      const note = board.archivedAt === null ? '' : ' (archived)'
      print([board.id, board.editedAt ?? board.createdAt, `${board.title}${note}`].join('\t'))
    }
  })
}

/** The board as on disk: `{ seq, records, setAside }`, as the HTTP API answers it. */
export async function printRecords(boardId: string): Promise<void> {
  await withCatalogue(async ({ boards, store }) => {
    const isKnown = (await boards.all()).some(({ id }) => id === boardId)
    if (!isKnown) throw new Error(`There is no board ${boardId}. \`board list\` lists them.`)
    const { seq, doc } = await readStoredDocument(store, boardId)
    const { canvas, evidence, briefings, setAside } = readBoard(doc)
    const records = [...canvas, ...evidence, ...briefings]
    print(JSON.stringify({ seq, records, setAside }, null, 2))
  })
}
