import type { Kysely } from 'kysely'
import { readRecord } from '../../shared/board/codec.ts'
import { recordsOf } from '../../shared/board/layout.ts'
import { undatedNames, type ImportedNames } from '../../shared/evidence/names-elsewhere.ts'
import { documentAt } from '../history/document-at.ts'
import type { LogStore } from '../store/log-store.ts'
import type { Tables } from '../store/sql/tables.ts'
import { importedEnd } from './elsewhere.ts'

type Parts = { kysely: Kysely<Tables>; store: Pick<LogStore, 'loadAt'> }

/** Which names in the items of a board came with it from elsewhere. Read once a board: it is what was taken in. */
export class NamesElsewhere {
  readonly #parts: Parts
  readonly #known = new Map<string, Promise<ImportedNames>>()

  constructor(parts: Parts) {
    this.#parts = parts
  }

  /** Null for a board that was made here. */
  async of(boardId: string): Promise<ImportedNames | null> {
    const { log, custody } = await importedEnd(this.#parts.kysely, boardId)
    if (log === 0) return null
    const known = this.#known.get(boardId) ?? this.#read(boardId, { log, custody })
    this.#known.set(boardId, known)
    known.catch(() => this.#known.delete(boardId))
    return known
  }

  async #read(
    boardId: string,
    { log, custody }: { log: number; custody: number },
  ): Promise<ImportedNames> {
    const { kysely, store } = this.#parts
    const came = await kysely
      .selectFrom('custody')
      .select('at')
      .where('board_id', '=', boardId)
      .where('seq', '=', custody + 1)
      .executeTakeFirst()
    const at = new Date(Number(came?.at ?? 0)).toISOString()
    const doc = await documentAt(store, boardId, log)
    try {
      const items = [...recordsOf(doc)]
        .filter(([id]) => id.startsWith('evidence:'))
        .map(([id, map]) => readRecord(id, map))
      return { at, named: undatedNames(items, at) }
    } finally {
      doc.destroy()
    }
  }
}
