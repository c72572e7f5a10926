import { z } from 'zod'
import { board } from '../../shared/protocol/http.ts'
import {
  comparison,
  history,
  momentChange,
  recordHistory,
  version,
} from '../../shared/protocol/history.ts'
import { ask } from '../api.ts'

/** The past of a board as typed calls. */
export const historyApi = {
  overview: (boardId: string) => ask(history, 'GET', `${pathOf(boardId)}/history`),
  /** What makes the records of moment `from` those of `seq`. */
  moment: (boardId: string, { seq, from }: { seq: number; from: number }) =>
    ask(momentChange, 'GET', `${pathOf(boardId)}/history/moments/${seq}?from=${from}`),
  compare: (boardId: string, { from, to }: { from: number; to: number }) =>
    ask(comparison, 'GET', `${pathOf(boardId)}/history/compare?from=${from}&to=${to}`),
  record: (boardId: string, recordId: string) =>
    ask(recordHistory, 'GET', `${pathOf(boardId)}/history/records/${encodeURIComponent(recordId)}`),
  nameVersion: (boardId: string, body: { name: string; note: string; seq?: number }) =>
    ask(version, 'POST', `${pathOf(boardId)}/versions`, body),
  changeVersion: (boardId: string, id: string, body: { name?: string; note?: string }) =>
    ask(z.unknown(), 'PATCH', `${pathOf(boardId)}/versions/${encodeURIComponent(id)}`, body),
  copy: (boardId: string, body: { seq: number; title: string }) =>
    ask(board, 'POST', `${pathOf(boardId)}/copies`, body),
}

function pathOf(boardId: string): string {
  return `/api/boards/${encodeURIComponent(boardId)}`
}
