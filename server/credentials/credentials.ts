import type { Kysely } from 'kysely'
import { AppError } from '../../shared/app-error.ts'
import { instant } from '../../shared/export/page.ts'
import type {
  CheckedCredentials,
  CredentialsToCheck,
  PictureToSign,
} from '../../shared/protocol/credentials.ts'
import type { SqlBoards } from '../boards/sql-boards.ts'
import type { Custody } from '../custody/custody.ts'
import { proofOfMoment } from '../history/moment-proof.ts'
import type { Versions } from '../history/versions.ts'
import { oneAtATime } from '../people/one-at-a-time.ts'
import type { LogStore } from '../store/log-store.ts'
import type { Tables } from '../store/sql/tables.ts'
import { checkCredentials } from './check-credentials.ts'
import type { OperatorCertificate } from './operator-certificate.ts'
import type { Signed } from './signed.ts'

type Parts = {
  /** Null where the operator has no certificate for this: then nothing is signed. */
  operator: OperatorCertificate | null
  kysely: Kysely<Tables>
  boards: Pick<SqlBoards, 'find'>
  custody: Pick<Custody, 'exportsOf'>
  versions: Pick<Versions, 'list'>
  store: Pick<LogStore, 'read'>
}

/**
 * Signs pictures of boards with the operator's certificate, and checks what others bring. What a picture shows is drawn
 * in a browser, so a signature vouches for the moment, the hashes and the file, and that a member of the board took it;
 * who that was stands in the custody log. Only what that log has is signed.
 */
export class Credentials {
  readonly #parts: Parts
  /** What checks them takes memory. */
  readonly #inTurn = oneAtATime()

  constructor(parts: Parts) {
    this.#parts = parts
  }

  /**
   * Signs a picture, or says how much room that takes; null where this server signs nothing.
   *
   * @throws AppError `picture/not-taken`, `credentials/not-valid-now`
   */
  async sign(boardId: string, personId: string, picture: PictureToSign): Promise<Signed | null> {
    const { operator, boards, custody, store } = this.#parts
    if (operator === null) return null
    const reason = operator.notValidAt(new Date())
    if (reason !== null) throw new AppError('credentials/not-valid-now', reason)
    const board = await boards.find(boardId, personId)
    const entry = (await custody.exportsOf(boardId, picture.pixels, { isHere: true })).at(-1)
    const seq = entry?.details.seq
    const proof = seq === undefined ? null : await proofOfMoment(store, boardId, seq)
    if (!board || seq === undefined || !proof)
      throw new AppError(
        'picture/not-taken',
        'The custody log of this board knows of no such picture.',
      )
    const at = proof.at ?? board.createdAt
    const facts = {
      boardId,
      title: board.title,
      seq,
      moment: await this.#nameOf(boardId, { seq, at }),
      at,
      logHash: proof.logHash,
      pixels: picture.pixels,
      sources: await this.#heldBy(boardId, picture.sources),
      moreSources: picture.moreSources,
    }
    const { signPicture } = await import('./sign-picture.ts')
    return signPicture(picture, { operator, facts })
  }

  check(credentials: CredentialsToCheck): Promise<CheckedCredentials> {
    const { operator } = this.#parts
    const ours = operator && new Uint8Array(operator.certificate.rawData)
    return this.#inTurn(() => checkCredentials({ ...credentials, ours }))
  }

  async #nameOf(boardId: string, { seq, at }: { seq: number; at: string }): Promise<string> {
    const versions = await this.#parts.versions.list(boardId)
    const named = versions.find((each) => each.seq === seq && each.kind === 'named')
    return named ? `Version “${named.name}”` : instant(at)
  }

  /** Those of the files that the board has: nobody gets other hashes signed. */
  async #heldBy(boardId: string, hashes: readonly string[]): Promise<string[]> {
    if (hashes.length === 0) return []
    const rows = await this.#parts.kysely
      .selectFrom('board_file')
      .select('sha256')
      .where('board_id', '=', boardId)
      .where('sha256', 'in', hashes)
      .execute()
    const held = new Set(rows.map(({ sha256 }) => sha256))
    return hashes.filter((hash) => held.has(hash))
  }
}
