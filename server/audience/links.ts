import { createHash, randomBytes, randomUUID } from 'node:crypto'
import { hashPassword, verifyPassword } from 'better-auth/crypto'
import type { Kysely, Selectable } from 'kysely'
import { AppError } from '../../shared/app-error.ts'
import { oneAtATime } from '../people/one-at-a-time.ts'
import type { SignInLimit } from '../people/sign-in-limit.ts'
import type { Tables } from '../store/sql/tables.ts'

/** A link that holds: neither run out nor taken back. Instants are milliseconds since 1970. */
export type Link = {
  id: string
  boardId: string
  briefing: string
  madeBy: string
  madeAt: number
  expiresAt: number
  asksPassword: boolean
  asksName: boolean
}

type NewLink = {
  boardId: string
  briefing: string
  madeBy: string
  expiresAt: number
  password: string | null
  asksName: boolean
}

/** Links that only watch a briefing. Each holds the only copy of its token. */
export class AudienceLinks {
  readonly #kysely: Kysely<Tables>
  readonly #limit: SignInLimit
  readonly #inTurn = oneAtATime()

  constructor({ kysely, limit }: { kysely: Kysely<Tables>; limit: SignInLimit }) {
    this.#kysely = kysely
    this.#limit = limit
  }

  async make({ boardId, briefing, madeBy, expiresAt, password, asksName }: NewLink) {
    const token = randomBytes(24).toString('base64url')
    const row: Row = {
      id: randomUUID(),
      token_hash: hashOf(token),
      board_id: boardId,
      briefing_id: briefing,
      made_by: madeBy,
      made_at: Date.now(),
      expires_at: expiresAt,
      revoked_at: null,
      password_hash: password === null ? null : await hashPassword(password),
      asks_name: asksName ? 1 : 0,
    }
    await this.#kysely.insertInto('audience_link').values(row).execute()
    return { token, link: linkOf(row) }
  }

  /** Those of a board that hold, newest first. */
  async list(boardId: string): Promise<Link[]> {
    const rows = await this.#holding()
      .where('board_id', '=', boardId)
      .orderBy('made_at', 'desc')
      .execute()
    return rows.map(linkOf)
  }

  /** Whether there was such a link to take back. */
  async revoke(boardId: string, id: string): Promise<boolean> {
    const { numUpdatedRows } = await this.#kysely
      .updateTable('audience_link')
      .set({ revoked_at: Date.now() })
      .where('board_id', '=', boardId)
      .where('id', '=', id)
      .where('revoked_at', 'is', null)
      .executeTakeFirst()
    return numUpdatedRows > 0n
  }

  /** @throws AppError `audience/gone` */
  async find(token: string): Promise<Link> {
    return linkOf(await this.#row(token))
  }

  async isHolding(id: string): Promise<boolean> {
    return (await this.#holding().where('id', '=', id).executeTakeFirst()) !== undefined
  }

  /** @throws AppError `audience/gone`, `people/wrong-password`, `people/too-many-tries` */
  async checkPassword(token: string, password: string, address: string): Promise<void> {
    const { id, password_hash: hash } = await this.#row(token)
    if (hash === null) return
    // From one place at a time: nobody who guesses keeps the others of an audience out.
    const who = { email: `${id} ${address}`, address }
    // In turn: of many guesses at once, all would else be let through before the first is known to be wrong.
    await this.#inTurn(async () => {
      this.#limit.check(who)
      if (await verifyPassword({ hash, password })) return this.#limit.noteSuccess(who)
      this.#limit.noteFailure(who)
      throw new AppError('people/wrong-password', 'The password is wrong.')
    })
  }

  async #row(token: string): Promise<Row> {
    const row = await this.#holding().where('token_hash', '=', hashOf(token)).executeTakeFirst()
    if (row) return row
    throw new AppError(
      'audience/gone',
      'This link has run out or was taken back. Ask whoever gave it to you for a new one.',
    )
  }

  #holding() {
    return this.#kysely
      .selectFrom('audience_link')
      .selectAll()
      .where('revoked_at', 'is', null)
      .where('expires_at', '>', Date.now())
  }
}

type Row = Selectable<Tables['audience_link']>

// PostgreSQL hands 64-bit integers out as text.
function linkOf(row: Row): Link {
  return {
    id: row.id,
    boardId: row.board_id,
    briefing: row.briefing_id,
    madeBy: row.made_by,
    madeAt: Number(row.made_at),
    expiresAt: Number(row.expires_at),
    asksPassword: row.password_hash !== null,
    asksName: Number(row.asks_name) === 1,
  }
}

function hashOf(token: string): string {
  return createHash('sha256').update(token).digest('hex')
}
