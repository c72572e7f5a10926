import type { Kysely, Transaction } from 'kysely'
import { AppError } from '../../shared/app-error.ts'
import { firstCustodyHash, nextCustodyHash, type CustodyRow } from '../custody/custody-chain.ts'
import { storedOf } from '../custody/stored-custody.ts'
import type { BagSource } from '../copies/bag-source.ts'
import { elsewhereId } from '../people/elsewhere.ts'
import { cleanName } from '../files/serving.ts'
import type { ArchivedBoard, ArchivedFile, ArchivedVersion } from '../proof/archive-format.ts'
import { archiveSource, archivedFilesIn, archivedVersionsIn } from '../proof/archive-source.ts'
import type { LogRow, Segment } from '../store/log-store.ts'
import type { Tables } from '../store/sql/tables.ts'
import { imprintOf, stampedText } from '../timestamps/stamped-text.ts'
import { packedLog } from './archived-rows.ts'
import { isDiskFull } from '../store/disk-error.ts'
import { refused } from './check-case.ts'
import type { Staged, Staging } from './staging.ts'
import { expectUsable, titleFrom } from './usable-case.ts'

type Parts = { kysely: Kysely<Tables>; staging: Pick<Staging, 'during'> }

export type Taking = {
  /** The package, which `checkCase` has found sound. */
  bag: BagSource
  board: ArchivedBoard
  /** What the package is called. */
  name: string
  /** Whose the board becomes; null for nobody yet. */
  owner: { id: string; name: string } | null
  /** Given up on between two files. */
  signal?: AbortSignal
}

/** SQLite takes at most 32,766 values in one statement. */
const ROWS_A_STATEMENT = 1000

/**
 * Puts the board of a sound package into the database under the id it had: for its hashes are taken over that id. The
 * files come first, and all the rest in one transaction, so that the board is there as a whole or not at all; without it
 * none of its files stays.
 *
 * @throws AppError `package/here-already`, `package/refused`, `file/no-space`
 */
export async function takeCase({ kysely, staging }: Parts, taking: Taking): Promise<void> {
  await staging.during((staged) => takeInTurn(kysely, staged, taking), taking.signal)
}

async function takeInTurn(kysely: Kysely<Tables>, staged: Staged, taking: Taking): Promise<void> {
  const { bag, board } = taking
  const source = archiveSource(bag, board)
  const [files, versions] = [await archivedFilesIn(bag), await archivedVersionsIn(bag)]
  const timestamps = await source.timestamps()
  expectUsable(board, { files, versions, timestamps })
  await expectNew(kysely, board.id)
  for (const file of files) {
    if (taking.signal?.aborted) throw refused('The server is stopping.')
    await staged.add(bag.read(`data/files/${file.sha256}`), file)
  }

  const atOf = new Map(versions.map(({ seq }) => [seq, 0]))
  const { segments, loose } = await packedLog(board.id, noting(source.rows(), atOf))
  const placed = await staged.place()
  try {
    await kysely.transaction().execute(async (tx) => {
      await putBoard(tx, taking)
      await putKnown(tx, placed)
      await putFiles(tx, board.id, files)
      await putLog(tx, board.id, { segments, loose })
      await inParts(versions, (some) =>
        tx
          .insertInto('version')
          .values(
            some.map((version) => ({
              board_id: board.id,
              id: version.id,
              seq: version.seq,
              name: version.name,
              note: version.note,
              kind: version.kind === 'automatic' ? 'automatic' : 'named',
              person_id: namerOf(version),
              person_name: version.personName,
              named_at: version.namedAt,
              at: atOf.get(version.seq) || version.namedAt,
              log_hash: version.logHash,
              records_hash: version.recordsHash,
            })),
          )
          .execute(),
      )
      const versionOf = new Map(versions.map((version) => [version.id, version]))
      for (const { versionId, at, authority, token, digest } of timestamps) {
        const version = versionOf.get(versionId)
        if (!version) continue
        const text = stampedText({
          boardId: board.id,
          seq: version.seq,
          logHash: Buffer.from(version.logHash, 'hex'),
          recordsHash: Buffer.from(version.recordsHash, 'hex'),
        })
        await tx
          .insertInto('version_timestamp')
          .values({
            board_id: board.id,
            version_id: versionId,
            imprint: Buffer.from(imprintOf(text)).toString('hex'),
            token: Buffer.from(token),
            digest: Buffer.from(digest).toString('hex'),
            at,
            url: '',
            authority,
            is_vouched_for: 0,
          })
          .execute()
      }
      const custody = await putCustody(tx, taking, source.custody())
      await tx
        .insertInto('imported_board')
        .values({ board_id: board.id, log_seq: board.head.seq, custody_seq: custody })
        .execute()
    })
  } catch (error) {
    // Somebody may have taken in the same meanwhile.
    await expectNew(kysely, board.id)
    if (isDiskFull(error)) throw new AppError('file/no-space', DISK_FULL, { cause: error })
    throw error
  }
}

const DISK_FULL =
  'The server’s disk is full, so the case was not taken in. Nothing of it was kept; try again once there is room.'

/** Under an id that nobody here has; older packages do not say by which id, and a database has room for so much of it. */
function namerOf({ personId = '' }: ArchivedVersion): string {
  return elsewhereId(personId).slice(0, 64)
}

/** @throws AppError `package/here-already` */
export async function expectNew(kysely: Kysely<Tables>, boardId: string): Promise<void> {
  const here = await kysely
    .selectFrom('board')
    .select('title')
    .where('id', '=', boardId)
    .executeTakeFirst()
  if (here)
    throw new AppError(
      'package/here-already',
      'This case is on this server already. It cannot be taken in twice: its hashes are taken over the board’s own id.',
    )
}

async function putBoard(tx: Transaction<Tables>, { board, owner }: Taking): Promise<void> {
  const createdAt = Date.parse(board.createdAt)
  await tx
    .insertInto('board')
    .values({
      id: board.id,
      title: titleFrom(board.title),
      created_at: Number.isNaN(createdAt) ? Date.now() : createdAt,
      archived_at: null,
      edited_at: null,
    })
    .execute()
  if (owner)
    await tx
      .insertInto('board_member')
      .values({ board_id: board.id, person_id: owner.id, role: 'owner' })
      .execute()
  const people = Object.entries(board.people).filter(([id]) => id !== 'server')
  await inParts(people, (some) =>
    tx
      .insertInto('imported_person')
      .values(some.map(([id, name]) => ({ board_id: board.id, person_id: id, name })))
      .execute(),
  )
}

/** What is known of the files themselves, whichever boards hold them. */
async function putKnown(
  tx: Transaction<Tables>,
  placed: Awaited<ReturnType<Staged['place']>>,
): Promise<void> {
  await inParts(placed, (some) =>
    tx
      .insertInto('file')
      .values(
        some.map(({ sha256, size, type, facts }) => ({
          sha256,
          size,
          type,
          facts: JSON.stringify(facts),
          created_at: Date.now(),
        })),
      )
      // Somebody may have brought the same meanwhile.
      .onConflict((conflict) => conflict.doNothing())
      .execute(),
  )
}

async function putFiles(
  tx: Transaction<Tables>,
  boardId: string,
  files: readonly ArchivedFile[],
): Promise<void> {
  await inParts(files, (some) =>
    tx
      .insertInto('board_file')
      .values(
        some.map(({ sha256, name, addedBy, addedAt }) => ({
          board_id: boardId,
          sha256,
          name: cleanName(name),
          added_by: addedBy,
          added_at: addedAt,
        })),
      )
      .execute(),
  )
}

async function putLog(
  tx: Transaction<Tables>,
  boardId: string,
  { segments, loose }: { segments: readonly Segment[]; loose: readonly LogRow[] },
): Promise<void> {
  for (const segment of segments)
    await tx
      .insertInto('log_segment')
      .values({
        board_id: boardId,
        first_seq: segment.firstSeq,
        last_seq: segment.lastSeq,
        first_at: segment.firstAt,
        last_at: segment.lastAt,
        hash_before: segment.hashBefore,
        hash: segment.hash,
        bytes: segment.bytes,
        data: segment.data,
      })
      .execute()
  await inParts(loose, (some) =>
    tx
      .insertInto('log')
      .values(
        some.map(({ seq, at, actor, update, hash }) => ({
          board_id: boardId,
          seq,
          at,
          actor,
          update: Buffer.from(update),
          hash: Buffer.from(hash),
        })),
      )
      .execute(),
  )
}

/** The custody log as it came, and after it that it came. @returns the last row that came */
async function putCustody(
  tx: Transaction<Tables>,
  { board, name, owner }: Taking,
  rows: AsyncIterable<CustodyRow & { hash: Uint8Array }>,
): Promise<number> {
  let last = { seq: 0, hash: firstCustodyHash(board.id) }
  let some: (CustodyRow & { hash: Uint8Array })[] = []
  const put = async () => {
    if (some.length > 0)
      await tx
        .insertInto('custody')
        .values(some.map((row) => storedOf(board.id, row, Buffer.from(row.hash))))
        .execute()
    some = []
  }
  for await (const row of rows) {
    last = row
    some.push(row)
    if (some.length >= ROWS_A_STATEMENT) await put()
  }
  const arrival: CustodyRow = {
    seq: last.seq + 1,
    at: Date.now(),
    actor: owner?.id ?? 'server',
    actorName: owner?.name ?? 'Redstring',
    what: 'imported',
    evidenceId: null,
    sha256: null,
    details: JSON.stringify({ name: cleanName(name) }),
  }
  const hash = nextCustodyHash(last.hash, arrival)
  some.push({ ...arrival, hash })
  await put()
  await tx
    .insertInto('custody_head')
    .values({ board_id: board.id, seq: arrival.seq, hash: Buffer.from(hash) })
    .execute()
  return last.seq
}

/** Notes when the entries were made that versions stand at. */
async function* noting(
  rows: AsyncIterable<LogRow>,
  atOf: Map<number, number>,
): AsyncGenerator<LogRow> {
  for await (const row of rows) {
    if (atOf.has(row.seq)) atOf.set(row.seq, row.at)
    yield row
  }
}

async function inParts<T>(all: readonly T[], put: (some: T[]) => Promise<unknown>): Promise<void> {
  for (let start = 0; start < all.length; start += ROWS_A_STATEMENT)
    await put(all.slice(start, start + ROWS_A_STATEMENT))
}
