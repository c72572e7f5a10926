import * as Y from 'yjs'
import { AppError } from '../../shared/app-error.ts'
import type { Board, Person } from '../../shared/protocol/http.ts'
import type { Parts } from '../parts.ts'

/**
 * Makes a new board of a moment of another: its records as one edit of the person's, and those of its files that
 * they name. Who brought each file to the first board stays known on the second.
 *
 * @throws AppError `moment/not-found`
 */
export async function copyBoard(parts: CopyParts, wanted: Wanted): Promise<Board> {
  const { boardId, seq, title, person } = wanted
  const { seq: newest } = await parts.store.head(boardId)
  if (seq < 1 || seq > newest)
    throw new AppError('moment/not-found', 'This board has no such moment to be copied.')
  const board = await parts.boards.create(title, person.id)
  try {
    await fill(parts, board, wanted)
  } catch (error) {
    // What could not be filled is put out of the way, as far as that still can be.
    await parts.boards.change(board.id, { archived: true }).catch(() => {})
    throw error
  }
  return board
}

type Wanted = { boardId: string; seq: number; title: string; person: Person }

async function fill(
  { rooms, files, custody, past }: CopyParts,
  board: Board,
  { boardId, seq, person }: Wanted,
): Promise<void> {
  const { doc } = await rooms.read(board.id)
  const copy = await past.ask('copy', boardId, {
    seq,
    onto: Y.encodeStateAsUpdate(doc),
    toBoard: board.id,
  })
  if (!copy) throw new AppError('moment/not-found', 'This board has no such moment to be copied.')
  const shared = await files.share(copy.sha256s, { fromBoard: boardId, toBoard: board.id })
  await custody.addOrWarn(
    board.id,
    shared.map(({ sha256, name, size }) => ({
      what: 'received',
      personId: person.id,
      sha256,
      details: { name, size, how: 'server' },
    })),
  )
  await rooms.edit(board.id, person.id, (target) => Y.applyUpdate(target, copy.update))
}

type CopyParts = Pick<Parts, 'boards' | 'rooms' | 'files' | 'custody' | 'past' | 'store'>
