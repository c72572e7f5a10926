import { parentPort, workerData } from 'node:worker_threads'
import { openLogReader } from '../../store/open-log-reader.ts'
import { recordsHashAt } from '../records-hash-at.ts'
import { answerTo } from './answers.ts'
import { BoardPast, UnreadablePage } from './board-past.ts'
import { PageFiles } from './page-files.ts'
import type { PastQuestion, PastReply, PastSetting } from './past-messages.ts'

/** The thread that knows the past of boards: it reads the log over a connection of its own. */

/** So many boards stay open: each holds its document and some of its pages. */
const BOARDS_KEPT = 2

const { place, folder }: PastSetting = workerData
const reader = openLogReader(place)
const files = new PageFiles(folder)
const boards = new Map<string, BoardPast>()
/** Questions about one board are answered in turn. */
const turns = new Map<string, Promise<unknown>>()

if (!parentPort) throw new Error('The past is read in a thread of its own')
const port = parentPort
port.on('message', ({ id, question }: { id: number; question: PastQuestion | 'close' }) => {
  void (question === 'close' ? close() : answer(id, question))
})

async function answer(id: number, question: PastQuestion): Promise<void> {
  const { boardId } = question
  const turn = (turns.get(boardId) ?? Promise.resolve()).then(() => reply(id, question))
  turns.set(boardId, turn)
  await turn
  if (turns.get(boardId) === turn) {
    turns.delete(boardId)
    await forgetOldest()
  }
}

async function reply(id: number, question: PastQuestion): Promise<void> {
  const { boardId } = question
  let message: PastReply
  const transfer: ArrayBuffer[] = []
  try {
    const value =
      question.kind === 'records-hash'
        ? await recordsHashAt(reader.store, boardId, question.seq)
        : await answered(boardId, question)
    if (
      value &&
      typeof value === 'object' &&
      'body' in value &&
      value.body.buffer instanceof ArrayBuffer
    )
      transfer.push(value.body.buffer)
    message = { id, ok: true, value }
  } catch (error) {
    // What went wrong half way is begun anew with the next question.
    boards.get(boardId)?.close()
    boards.delete(boardId)
    message = {
      id,
      ok: false,
      message: error instanceof Error ? (error.stack ?? '') : String(error),
    }
  }
  port.postMessage(message, transfer)
}

/** Pages that cannot be read are thrown away by whoever meets them, and made again from the log by the second try. */
async function answered(
  boardId: string,
  question: Exclude<PastQuestion, { kind: 'records-hash' }>,
): Promise<Awaited<ReturnType<typeof answerTo>>> {
  try {
    return await answerTo(await caughtUp(question), question)
  } catch (error) {
    if (!(error instanceof UnreadablePage)) throw error
    boards.get(boardId)?.close()
    boards.delete(boardId)
    return answerTo(await caughtUp(question), question)
  }
}

async function caughtUp({ boardId, importedUpTo }: PastQuestion): Promise<BoardPast> {
  const past =
    boards.get(boardId) ?? new BoardPast(boardId, { store: reader.store, files, importedUpTo })
  boards.delete(boardId)
  boards.set(boardId, past)
  await past.catchUp()
  return past
}

async function forgetOldest(): Promise<void> {
  for (const [boardId, past] of boards) {
    if (boards.size <= BOARDS_KEPT) return
    if (turns.has(boardId)) continue
    boards.delete(boardId)
    await past.write()
    past.close()
  }
}

async function close(): Promise<void> {
  await Promise.allSettled(turns.values())
  for (const past of boards.values()) await past.write().catch(() => {})
  await reader.close()
  port.close()
}
