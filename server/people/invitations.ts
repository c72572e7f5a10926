import { createHash, randomBytes } from 'node:crypto'
import type { Kysely } from 'kysely'
import { AppError } from '../../shared/app-error.ts'
import type { Person, Role } from '../../shared/protocol/http.ts'
import type { Boards } from '../boards/boards.ts'
import type { Tables } from '../store/sql/tables.ts'
import type { Directory } from './directory.ts'

const VALID_MS = 14 * 24 * 60 * 60 * 1000

type Parts = {
  kysely: Kysely<Tables>
  directory: Directory
  boards: Pick<Boards, 'roleOf' | 'setRole'>
}
type NewInvitation = { invitedBy: string; boardId: string | null; role: Role }
type NewAccount = { name?: string; email?: string; password?: string }

/** Links that each let one person in, once, within two weeks. The link holds the only copy of its token. */
export class Invitations {
  readonly #kysely: Kysely<Tables>
  readonly #directory: Directory
  readonly #boards: Parts['boards']

  constructor({ kysely, directory, boards }: Parts) {
    this.#kysely = kysely
    this.#directory = directory
    this.#boards = boards
  }

  async make({ invitedBy, boardId, role }: NewInvitation): Promise<{ token: string }> {
    const token = randomBytes(24).toString('base64url')
    const now = Date.now()
    await this.#kysely
      .insertInto('invitation')
      .values({
        token_hash: hashOf(token),
        board_id: boardId,
        role,
        invited_by: invitedBy,
        created_at: now,
        expires_at: now + VALID_MS,
        used_at: null,
        used_by: null,
      })
      .execute()
    return { token }
  }

  /** What an unused link is for. @throws AppError `invitation/gone` */
  async view(token: string): Promise<{ invitedBy: string; boardTitle: string | null }> {
    const row = await this.#open(token)
    const by = await this.#directory.find(row.invited_by)
    return { invitedBy: by?.name ?? '', boardTitle: row.title }
  }

  /**
   * Uses the link up: opens its board to `person`, or to the account it makes for a stranger.
   *
   * @throws AppError `invitation/gone`, `request/invalid`, `people/taken`
   */
  async accept(
    token: string,
    { person, account }: { person: Person | null; account: NewAccount },
  ): Promise<{ person: Person; boardId: string | null; isNew: boolean }> {
    return this.#directory.inTurn(async () => {
      const row = await this.#open(token)
      const who = person ?? (await this.#directory.add({ ...whole(account), isOwner: false }))
      await this.#use(token, who.id)
      if (row.board_id !== null) await this.#letIn(row.board_id, who.id, row.role)
      return { person: who, boardId: row.board_id, isNew: person === null }
    })
  }

  async #letIn(boardId: string, personId: string, role: Role): Promise<void> {
    const has = await this.#boards.roleOf(boardId, personId)
    if (has === null || rank[role] > rank[has]) await this.#boards.setRole(boardId, personId, role)
  }

  async #use(token: string, personId: string): Promise<void> {
    const { numUpdatedRows } = await this.#kysely
      .updateTable('invitation')
      .set({ used_at: Date.now(), used_by: personId })
      .where('token_hash', '=', hashOf(token))
      .where('used_at', 'is', null)
      .executeTakeFirst()
    if (numUpdatedRows === 0n) throw gone()
  }

  async #open(token: string) {
    const row = await this.#kysely
      .selectFrom('invitation')
      .leftJoin('board', 'board.id', 'invitation.board_id')
      .select(['board_id', 'role', 'invited_by', 'title'])
      .where('token_hash', '=', hashOf(token))
      .where('used_at', 'is', null)
      .where('expires_at', '>', Date.now())
      .executeTakeFirst()
    if (!row) throw gone()
    return row
  }
}

const rank: Record<Role, number> = { viewer: 0, editor: 1, owner: 2 }

function whole({ name, email, password }: NewAccount) {
  if (name !== undefined && email !== undefined && password !== undefined)
    return { name, email, password }
  throw new AppError('request/invalid', 'A name, an e-mail address and a password are needed.')
}

function gone(): AppError {
  return new AppError(
    'invitation/gone',
    'This invitation has been used or has run out. Ask for a new one.',
  )
}

function hashOf(token: string): string {
  return createHash('sha256').update(token).digest('hex')
}
