import type { Kysely } from 'kysely'
import { factsValue, type Facts, type OriginalFile } from '../../shared/evidence/fields.ts'
import { diskErrorOf } from '../store/disk-error.ts'
import type { Tables } from '../store/sql/tables.ts'

// PostgreSQL hands 64-bit integers out as text: sizes are made numbers here.

/** A stored file as a board knows it: the bytes' own properties, and the name it came under there. */
export type FileRow = OriginalFile & { facts: Facts }

/** What is known of stored files and which boards hold them: tables `file` and `board_file`. */
export class FileRows {
  readonly #db: Kysely<Tables>
  /** One server owns its data, so turns here are turns everywhere. */
  #turn: Promise<void> = Promise.resolve()

  constructor(db: Kysely<Tables>) {
    this.#db = db
  }

  /** The file's own properties, wherever it lies; undefined for bytes never seen. */
  async known(sha256: string): Promise<Omit<FileRow, 'name'> | undefined> {
    const row = await this.#db
      .selectFrom('file')
      .selectAll()
      .where('sha256', '=', sha256)
      .executeTakeFirst()
    return row && { sha256, size: Number(row.size), type: row.type, facts: factsOf(row.facts) }
  }

  async onBoard(boardId: string, sha256: string): Promise<FileRow | undefined> {
    const row = await this.#db
      .selectFrom('board_file')
      .innerJoin('file', 'file.sha256', 'board_file.sha256')
      .select(['file.size', 'file.type', 'file.facts', 'board_file.name'])
      .where('board_file.board_id', '=', boardId)
      .where('board_file.sha256', '=', sha256)
      .executeTakeFirst()
    return (
      row && {
        sha256,
        size: Number(row.size),
        type: row.type,
        name: row.name,
        facts: factsOf(row.facts),
      }
    )
  }

  /** Whether it is the copy for playing of a file that this board holds, as this server made it. */
  async isWorkingCopyOn(boardId: string, sha256: string): Promise<boolean> {
    if (!/^[0-9a-f]{64}$/.test(sha256)) return false
    const rows = await this.#db
      .selectFrom('board_file')
      .innerJoin('file', 'file.sha256', 'board_file.sha256')
      .select('file.facts')
      .where('board_file.board_id', '=', boardId)
      .where('file.facts', 'like', `%"workingCopySha256":"${sha256}"%`)
      .execute()
    return rows.some(({ facts }) => factsOf(facts).workingCopySha256 === sha256)
  }

  /** The first to bring a file to a board names it; bringing it again changes nothing. */
  async add(
    file: FileRow,
    { boardId, personId }: { boardId: string; personId: string },
  ): Promise<void> {
    const now = Date.now()
    await this.#write((db) =>
      db.transaction().execute(async (trx) => {
        await trx
          .insertInto('file')
          .values({
            sha256: file.sha256,
            size: file.size,
            type: file.type,
            facts: JSON.stringify(file.facts),
            created_at: now,
          })
          .onConflict((conflict) => conflict.doNothing())
          .execute()
        await trx
          .insertInto('board_file')
          .values({
            board_id: boardId,
            sha256: file.sha256,
            name: file.name,
            added_by: personId,
            added_at: now,
          })
          .onConflict((conflict) => conflict.doNothing())
          .execute()
      }),
    )
  }

  /**
   * Gives a board those files of another that are among `sha256s`, with their previews and working copies, as they
   * came to the first. Returns the originals given.
   */
  async share(
    sha256s: readonly string[],
    { fromBoard, toBoard }: { fromBoard: string; toBoard: string },
  ): Promise<{ sha256: string; name: string; size: number }[]> {
    const held = await this.#db
      .selectFrom('board_file')
      .innerJoin('file', 'file.sha256', 'board_file.sha256')
      .select(['file.sha256', 'file.size', 'file.facts', 'name', 'added_by', 'added_at'])
      .where('board_id', '=', fromBoard)
      .execute()
    const wanted = new Set(sha256s)
    const named = held.filter(({ sha256 }) => wanted.has(sha256))
    const made = new Set(named.flatMap(({ facts }) => facts.match(/[0-9a-f]{64}/g) ?? []))
    const given = held.filter(({ sha256 }) => wanted.has(sha256) || made.has(sha256))
    for (const { sha256, name, added_by, added_at } of given)
      await this.#write((db) =>
        db
          .insertInto('board_file')
          .values({ board_id: toBoard, sha256, name, added_by, added_at })
          .onConflict((conflict) => conflict.doNothing())
          .execute(),
      )
    return named.map(({ sha256, name, size }) => ({ sha256, name, size: Number(size) }))
  }

  /** Changes what is known of a file, one change after the other: nothing that another adds meanwhile is lost. */
  async changeFacts(sha256: string, change: (facts: Facts) => Facts): Promise<void> {
    const turn = this.#turn.then(async () => {
      const known = await this.known(sha256)
      if (!known) return
      await this.#write((db) =>
        db
          .updateTable('file')
          .set({ facts: JSON.stringify(change(known.facts)) })
          .where('sha256', '=', sha256)
          .execute(),
      )
    })
    this.#turn = turn.catch(() => {})
    return turn
  }

  /** Lets every board that holds the original have its working copy too. */
  async shareWithBoardsOf(
    originalSha256: string,
    copy: { sha256: string; name: string },
  ): Promise<void> {
    await this.#write((db) =>
      db
        .insertInto('board_file')
        .columns(['board_id', 'sha256', 'name', 'added_by', 'added_at'])
        .expression((eb) =>
          eb
            .selectFrom('board_file')
            .select((row) => [
              'board_id',
              row.val(copy.sha256).as('sha256'),
              row.val(copy.name).as('name'),
              row.val('server').as('added_by'),
              'added_at',
            ])
            .where('sha256', '=', originalSha256),
        )
        .onConflict((conflict) => conflict.doNothing())
        .execute(),
    )
  }

  async addUnnamed(file: Omit<FileRow, 'name'>): Promise<void> {
    await this.#write((db) =>
      db
        .insertInto('file')
        .values({
          sha256: file.sha256,
          size: file.size,
          type: file.type,
          facts: JSON.stringify(file.facts),
          created_at: Date.now(),
        })
        .onConflict((conflict) => conflict.doNothing())
        .execute(),
    )
  }

  async #write<T>(change: (db: Kysely<Tables>) => Promise<T>): Promise<T> {
    try {
      return await change(this.#db)
    } catch (error) {
      throw diskErrorOf(error)
    }
  }
}

/** Facts of an earlier version that no longer fit are read again rather than passed on. */
function factsOf(json: string): Facts {
  const parsed = factsValue.safeParse(JSON.parse(json))
  return parsed.success ? parsed.data : {}
}
