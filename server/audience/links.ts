import { createHash, randomBytes, randomUUID } from 'node:crypto'
import { hashPassword, verifyPassword } from 'better-auth/crypto'
import type { Kysely, Selectable } from 'kysely'
import { AppError } from '../../shared/app-error.ts'
import type { Logger } from '../logger.ts'
import { oneAtATime } from '../people/one-at-a-time.ts'
import type { Boards } from '../boards/boards.ts'
import type { SignInLimit } from '../people/sign-in-limit.ts'
import type { Tables } from '../store/sql/tables.ts'
import { KnownPasswords } from './known-passwords.ts'

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

/** So long a link that was found is believed to hold: hundreds ask by one within the same second. */
const BELIEVED_MS = 1000

/** One that whoever looks after the board is told of: it may have ended because its maker may edit no more. */
type ListedLink = Link & { hasEnded: boolean }

type NewLink = {
  boardId: string
  briefing: string
  madeBy: string
  expiresAt: number
  password: string | null
  asksName: boolean
}

type Parts = {
  kysely: Kysely<Tables>
  limit: SignInLimit
  boards: Pick<Boards, 'roleOf' | 'onAccessChange'>
  /** Called once for each that ended because its maker may edit the board no more. */
  onMakerLeft: (link: Link) => void
  logger: Pick<Logger, 'error'>
}

/**
 * Links that only watch a briefing. Each holds the only copy of its token. None outlives its maker's right to edit the
 * board, and one that ended so does not come back with that right.
 */
export class AudienceLinks {
  readonly #parts: Parts
  readonly #inTurn = oneAtATime()
  readonly #known = new KnownPasswords()
  readonly #found = new Map<string, { row: Promise<Row>; untilMs: number }>()

  constructor(parts: Parts) {
    this.#parts = parts
    parts.boards.onAccessChange((boardId) => void this.#endOrphansOf(boardId))
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
      ended_why: null,
      password_hash: password === null ? null : await hashPassword(password),
      asks_name: asksName ? 1 : 0,
    }
    await this.#parts.kysely.insertInto('audience_link').values(row).execute()
    if (password !== null) this.#known.learn(row.id, password)
    return { token, link: linkOf(row) }
  }

  /** Those of a board that hold, or would if their maker could still edit it; newest first. */
  async list(boardId: string): Promise<ListedLink[]> {
    await this.#endOrphansOf(boardId)
    const rows = await this.#unexpired()
      .where('board_id', '=', boardId)
      .where((where) =>
        where.or([where('revoked_at', 'is', null), where('ended_why', '=', 'maker-left')]),
      )
      .orderBy('made_at', 'desc')
      .execute()
    return rows.map((row) => ({ ...linkOf(row), hasEnded: row.revoked_at !== null }))
  }

  /** Whether there was such a link to take back; one that had ended is listed no more. */
  async revoke(boardId: string, id: string): Promise<boolean> {
    const ofBoard = () =>
      this.#parts.kysely
        .updateTable('audience_link')
        .where('board_id', '=', boardId)
        .where('id', '=', id)
    this.#found.clear()
    const { numUpdatedRows } = await ofBoard()
      .set({ revoked_at: Date.now() })
      .where('revoked_at', 'is', null)
      .executeTakeFirst()
    await ofBoard().set({ ended_why: null }).execute()
    this.#found.clear()
    return numUpdatedRows > 0n
  }

  /** @throws AppError `audience/gone` */
  async find(token: string): Promise<Link> {
    return linkOf(await this.#row(token))
  }

  async isHolding(id: string): Promise<boolean> {
    const row = await this.#holding().where('id', '=', id).executeTakeFirst()
    return row !== undefined && (await this.#mayStand(row))
  }

  /** @throws AppError `audience/gone`, `people/wrong-password`, `people/too-many-tries` */
  async checkPassword(token: string, password: string, address: string): Promise<void> {
    const { id, password_hash: hash } = await this.#row(token)
    if (hash === null) return
    const { limit } = this.#parts
    // From one place at a time: nobody who guesses keeps the others of an audience out.
    const who = { email: `${id} ${address}`, address }
    // In turn: of many guesses at once, all would else be let through before the first is known to be wrong.
    await this.#inTurn(async () => {
      limit.check(who)
      if (await this.#isRight(password, { id, hash })) return limit.noteSuccess(who)
      limit.noteFailure(who)
      throw new AppError('people/wrong-password', 'The password is wrong.')
    })
  }

  async #isRight(password: string, { id, hash }: { id: string; hash: string }): Promise<boolean> {
    const isKnown = this.#known.isRight(id, password)
    if (isKnown !== null) return isKnown
    const isRight = await verifyPassword({ hash, password })
    if (isRight) this.#known.learn(id, password)
    return isRight
  }

  async #row(token: string): Promise<Row> {
    const hash = hashOf(token)
    const known = this.#found.get(hash)
    if (known && performance.now() < known.untilMs) {
      const row = await known.row
      if (Number(row.expires_at) > Date.now()) return row
    }
    const row = this.#rowOf(hash)
    this.#found.set(hash, { row, untilMs: performance.now() + BELIEVED_MS })
    row.catch(() => this.#found.delete(hash))
    return row
  }

  async #rowOf(tokenHash: string): Promise<Row> {
    const row = await this.#holding().where('token_hash', '=', tokenHash).executeTakeFirst()
    if (row && (await this.#mayStand(row))) return row
    throw new AppError(
      'audience/gone',
      'This link has run out or was taken back. Ask whoever gave it to you for a new one.',
    )
  }

  /** Whether its maker may still edit the board. If not it ends here and now, whoever asks. */
  async #mayStand(row: Row): Promise<boolean> {
    const { boards, kysely, onMakerLeft } = this.#parts
    const role = await boards.roleOf(row.board_id, row.made_by)
    if (role === 'editor' || role === 'owner') return true
    const { numUpdatedRows } = await kysely
      .updateTable('audience_link')
      .set({ revoked_at: Date.now(), ended_why: 'maker-left' })
      .where('id', '=', row.id)
      .where('revoked_at', 'is', null)
      .executeTakeFirst()
    this.#found.clear()
    if (numUpdatedRows > 0n) onMakerLeft(linkOf(row))
    return false
  }

  async #endOrphansOf(boardId: string): Promise<void> {
    try {
      const rows = await this.#holding().where('board_id', '=', boardId).execute()
      for (const row of rows) await this.#mayStand(row)
    } catch (error) {
      // Whoever comes by one, and every check of those who watch, looks again.
      this.#parts.logger.error({ err: error, boardId }, 'audience links could not be checked')
    }
  }

  #holding() {
    return this.#unexpired().where('revoked_at', 'is', null)
  }

  #unexpired() {
    return this.#parts.kysely
      .selectFrom('audience_link')
      .selectAll()
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
