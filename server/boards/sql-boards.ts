import { type Kysely, sql } from 'kysely'
import { customAlphabet } from 'nanoid'
import { AppError } from '../../shared/app-error.ts'
import type { Board, Member, Person, Role } from '../../shared/protocol/http.ts'
import type { Directory } from '../people/directory.ts'
import type { Tables } from '../store/sql/tables.ts'
import type { Boards } from './boards.ts'

/** Letters and digits only: an id stands in addresses and on command lines. */
const newBoardId = customAlphabet(
  '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz',
  16,
)

type Parts = {
  kysely: Kysely<Tables>
  directory: Pick<Directory, 'mode' | 'findAll' | 'find' | 'all'>
  /** Writes the first entry of a board's log. */
  createDocument: (boardId: string, actor: string) => Promise<void>
}

/**
 * Boards in the database. On one computer only, everybody who starts there edits every board, unless a
 * membership says otherwise; with accounts, nobody enters without a membership.
 */
export class SqlBoards implements Boards {
  readonly #kysely: Kysely<Tables>
  readonly #directory: Parts['directory']
  readonly #createDocument: Parts['createDocument']
  readonly #listeners = new Set<(boardId: string) => void>()

  constructor({ kysely, directory, createDocument }: Parts) {
    this.#kysely = kysely
    this.#directory = directory
    this.#createDocument = createDocument
  }

  async create(title: string, ownerId: string | null): Promise<Board> {
    const id = newBoardId()
    // The document first: a board is listed only once it can be opened.
    await this.#createDocument(id, ownerId ?? 'server')
    const now = Date.now()
    await this.#kysely.transaction().execute(async (tx) => {
      await tx
        .insertInto('board')
        .values({ id, title, created_at: now, archived_at: null, edited_at: null })
        .execute()
      if (ownerId === null) return
      const owner = { board_id: id, person_id: ownerId, role: 'owner' as const }
      await tx.insertInto('board_member').values(owner).execute()
    })
    const createdAt = new Date(now).toISOString()
    return { id, title, createdAt, archivedAt: null, editedAt: null, role: 'owner' }
  }

  async listFor(personId: string): Promise<Board[]> {
    const isOpen = (await this.#directory.mode()) === 'this-computer'
    const rows = await this.#selectBoards(personId).execute()
    return rows
      .map((row) => asBoard(row, isOpen ? 'editor' : null))
      .filter((board) => board !== null)
      .toSorted((a, b) => latest(b).localeCompare(latest(a)))
  }

  async find(boardId: string, personId: string): Promise<Board | null> {
    const isOpen = (await this.#directory.mode()) === 'this-computer'
    const row = await this.#selectBoards(personId)
      .where('board.id', '=', boardId)
      .executeTakeFirst()
    return row ? asBoard(row, isOpen ? 'editor' : null) : null
  }

  async roleOf(boardId: string, personId: string): Promise<Role | null> {
    // Anything can stand in an address, also what PostgreSQL takes for no text at all.
    if (!/^[\w-]{1,64}$/.test(boardId)) return null
    const row = await this.#kysely
      .selectFrom('board')
      .leftJoin('board_member', (join) =>
        join.onRef('board_id', '=', 'board.id').on('person_id', '=', personId),
      )
      .select('role')
      .where('board.id', '=', boardId)
      .executeTakeFirst()
    if (!row || row.role) return row?.role ?? null
    const isOpen = (await this.#directory.mode()) === 'this-computer'
    return isOpen && (await this.#directory.find(personId)) ? 'editor' : null
  }

  async isArchived(boardId: string): Promise<boolean> {
    const row = await this.#kysely
      .selectFrom('board')
      .select('archived_at')
      .where('id', '=', boardId)
      .executeTakeFirst()
    return row !== undefined && row.archived_at !== null
  }

  async change(boardId: string, change: { title?: string; archived?: boolean }): Promise<void> {
    const set = {
      ...(change.title !== undefined && { title: change.title }),
      ...(change.archived !== undefined && { archived_at: change.archived ? Date.now() : null }),
    }
    if (Object.keys(set).length === 0) return
    await this.#kysely.updateTable('board').set(set).where('id', '=', boardId).execute()
    if (change.archived !== undefined) this.#tell(boardId)
  }

  /** By name. On one computer only, everybody there: who has no membership edits. */
  async members(boardId: string): Promise<Member[]> {
    const rows = await this.#kysely
      .selectFrom('board_member')
      .select(['person_id', 'role'])
      .where('board_id', '=', boardId)
      .execute()
    const roles = new Map(rows.map((row) => [row.person_id, row.role]))
    const isOpen = (await this.#directory.mode()) === 'this-computer'
    const people = isOpen
      ? await this.#directory.all()
      : await this.#directory.findAll([...roles.keys()])
    return people
      .map((person) => ({ person, role: roles.get(person.id) ?? 'editor' }))
      .toSorted((a, b) => a.person.name.localeCompare(b.person.name))
  }

  /** Everybody who shares a board with this person, and the person, by name. */
  async companionsOf(personId: string): Promise<Person[]> {
    const rows = await this.#kysely
      .selectFrom('board_member as mine')
      .innerJoin('board_member as theirs', 'theirs.board_id', 'mine.board_id')
      .select('theirs.person_id')
      .distinct()
      .where('mine.person_id', '=', personId)
      .execute()
    const ids = new Set([personId, ...rows.map((row) => row.person_id)])
    const people = await this.#directory.findAll([...ids])
    return people.toSorted((a, b) => a.name.localeCompare(b.name))
  }

  /** @throws AppError `people/not-allowed` if the board would be left without an owner */
  async setRole(boardId: string, personId: string, role: Role | null): Promise<void> {
    await this.#kysely.transaction().execute(async (tx) => {
      await tx
        .deleteFrom('board_member')
        .where('board_id', '=', boardId)
        .where('person_id', '=', personId)
        .execute()
      if (role !== null)
        await tx
          .insertInto('board_member')
          .values({ board_id: boardId, person_id: personId, role })
          .execute()
      const owner = await tx
        .selectFrom('board_member')
        .select('person_id')
        .where('board_id', '=', boardId)
        .where('role', '=', 'owner')
        .limit(1)
        .executeTakeFirst()
      if (!owner)
        throw new AppError('people/not-allowed', 'A board needs an owner. Name another first.')
    })
    this.#tell(boardId)
  }

  onAccessChange(listener: (boardId: string) => void): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  /** Boards made before there was anybody (the sample) become this person's. */
  async adopt(personId: string): Promise<void> {
    const orphans = await this.#kysely
      .selectFrom('board')
      .leftJoin('board_member', 'board_member.board_id', 'board.id')
      .select('board.id')
      .where('person_id', 'is', null)
      .execute()
    for (const { id } of orphans) await this.setRole(id, personId, 'owner')
  }

  /** Lets this person edit every board they have no membership of. */
  async openAllTo(personId: string): Promise<void> {
    const foreign = await this.#selectBoards(personId).where('role', 'is', null).execute()
    for (const { id } of foreign) await this.setRole(id, personId, 'editor')
  }

  /** Every board there is, for the operator; newest first. */
  async all(): Promise<Omit<Board, 'role'>[]> {
    const rows = await this.#selectBoards('').orderBy('created_at', 'desc').execute()
    return rows.map(withoutRole)
  }

  #selectBoards(personId: string) {
    return this.#kysely
      .selectFrom('board')
      .leftJoin('board_member', (join) =>
        join.onRef('board_id', '=', 'board.id').on('person_id', '=', personId),
      )
      .select(['board.id', 'title', 'created_at', 'archived_at', 'role', editedAt])
  }

  #tell(boardId: string): void {
    for (const listener of this.#listeners) listener(boardId)
  }
}

/** The log knows when a board was last edited: its first entry makes the document, every later one is an edit. */
const editedAt = sql<number | null>`(
  SELECT "log"."at" FROM "log" WHERE "log"."board_id" = "board"."id" AND "log"."seq" > 1
  ORDER BY "log"."seq" DESC LIMIT 1
)`.as('edited')

type BoardRow = {
  id: string
  title: string
  created_at: number
  archived_at: number | null
  role: Role | null
  edited: number | null
}

function asBoard({ role, ...row }: BoardRow, otherwise: Role | null): Board | null {
  const has = role ?? otherwise
  return has === null ? null : { ...withoutRole(row), role: has }
}

function withoutRole(row: Omit<BoardRow, 'role'>): Omit<Board, 'role'> {
  return {
    id: row.id,
    title: row.title,
    createdAt: instant(row.created_at),
    archivedAt: row.archived_at === null ? null : instant(row.archived_at),
    editedAt: row.edited === null ? null : instant(row.edited),
  }
}

/** PostgreSQL gives a bigint as a string. */
function instant(ms: number | string): string {
  return new Date(Number(ms)).toISOString()
}

function latest(board: Board): string {
  return board.editedAt ?? board.createdAt
}
