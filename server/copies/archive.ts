import type { Kysely } from 'kysely'
import { canonicalRecords, recordsHash } from '../../shared/board/canonical-records.ts'
import { tiesOf } from '../../shared/board/graph.ts'
import { readBoard } from '../../shared/board/sanitise.ts'
import { briefingsOf } from '../../shared/briefing/briefings.ts'
import { MOST_CUSTODY_ROWS, type ToldCustody } from '../../shared/export/case/case-custody.ts'
import { casePage } from '../../shared/export/case/case-page.ts'
import type { CasePictures } from '../../shared/export/case/case-pictures.ts'
import type { Board, Person } from '../../shared/protocol/http.ts'
import { documentAt } from '../history/document-at.ts'
import { calledElsewhere } from '../../shared/evidence/called-elsewhere.ts'
import { elsewhereOf, namedAsElsewhere } from '../../shared/evidence/names-elsewhere.ts'
import { importedEnd, isElsewhere } from '../people/elsewhere.ts'
import { NamesElsewhere } from '../people/imported-names.ts'
import { archiveFiles, type ArchivedBoard } from '../proof/archive-format.ts'
import { databaseSource } from '../proof/database-source.ts'
import type { ProofTimestamp } from '../proof/proof-source.ts'
import { storedVersions } from '../proof/stored-versions.ts'
import type { BlobStore } from '../store/blob-store.ts'
import type { LogStore } from '../store/log-store.ts'
import type { Tables } from '../store/sql/tables.ts'
import type { Bag } from './bag-format.ts'
import { archiveReadme } from './archive-readme.ts'

export type ArchiveOptions = {
  board: Pick<Board, 'id' | 'title' | 'createdAt'>
  kysely: Kysely<Tables>
  store: LogStore
  blobs: BlobStore
  people: readonly Pick<Person, 'id' | 'name'>[]
  /** The standalone verifier, built. */
  verifier: Uint8Array
  /** Draws into the bag what the board looked like after an edit. */
  draw: (bag: Bag, seq: number) => Promise<CasePictures>
}

/**
 * Writes all that is kept of one board, what it takes to check it without a server, and a page that tells it to whoever
 * has none, into a bag. A server may run meanwhile: the archive ends where the log and the custody log ended at the
 * beginning.
 *
 * @throws Mismatch where something of the board cannot be read
 */
export async function writeArchive(
  bag: Bag,
  options: ArchiveOptions,
): Promise<ArchivedBoard['head']> {
  const { board, kysely, store, blobs, verifier } = options
  const source = databaseSource({ kysely, store, blobs }, board.id)
  const { seq, hash } = await store.head(board.id)
  const doc = await documentAt(store, board.id, seq)
  const head = { seq, logHash: hexOf(hash), recordsHash: hexOf(recordsHash(doc)) }
  const seen: Seen = { lastAt: 0, actors: new Set(), custodyRows: 0, custody: [] }
  const custodyHead = await source.custodyHead()
  const imported = await importedEnd(kysely, board.id)

  await bag.add(archiveFiles.log, jsonLines(rowsUpTo(source.rows(), { last: seq, seen })))
  const timestamps = await source.timestamps()
  const versions = (await storedVersions(kysely, board.id)).filter((each) => each.seq <= seq)
  await bag.add(archiveFiles.versions, jsonLines(versions))
  const ids = new Set(versions.map(({ id }) => id))
  const stamped = timestamps.filter(({ versionId }) => ids.has(versionId))
  await bag.add(archiveFiles.timestamps, jsonLines(stamped.map(archivedTimestampOf)))
  await bag.add(
    archiveFiles.custody,
    jsonLines(
      custodyUpTo(source.custody(), {
        last: custodyHead?.seq ?? 0,
        imported: imported.custody,
        seen,
      }),
    ),
  )
  // After the custody log: a file has its place on the board before it is said to be received.
  const files = await filesOf(kysely, board.id)
  await bag.add(archiveFiles.files, jsonLines(files))
  for (const file of files)
    await bag.addOriginal(`files/${file.sha256}`, {
      sha256: file.sha256,
      size: await blobs.size(file.sha256),
      bytes: () => source.bytesOf(file),
    })
  const pictures = await options.draw(bag, seq)
  await bag.add(archiveFiles.records, encoded(canonicalRecords(doc)))
  const about: ArchivedBoard = {
    format: 'redstring archive 1',
    id: board.id,
    title: board.title,
    createdAt: board.createdAt,
    archivedAt: new Date().toISOString(),
    head,
    custodyHead: custodyHead && { seq: custodyHead.seq, hash: hexOf(custodyHead.hash) },
    people: Object.fromEntries(
      options.people.filter(({ id }) => seen.actors.has(id)).map(({ id, name }) => [id, name]),
    ),
  }
  await bag.add(archiveFiles.board, encoded([JSON.stringify(about, null, 2)]))

  const namedElsewhere = await versionsNamedElsewhere(kysely, board.id)
  const { canvas, evidence, briefings, setAside } = readBoard(doc)
  const names = await new NamesElsewhere({ kysely, store }).of(board.id)
  const elsewhere = names && elsewhereOf(names)
  const page = casePage({
    board: {
      title: board.title,
      moment: `edit ${seq.toLocaleString('en')}`,
      at: new Date(seen.lastAt || about.archivedAt).toISOString(),
      evidence: elsewhere ? evidence.map((item) => namedAsElsewhere(item, elsewhere)) : evidence,
      ties: tiesOf(canvas),
      canvas,
    },
    boardId: board.id,
    briefings: briefingsOf(briefings),
    archivedAt: about.archivedAt,
    head,
    custodyRows: seen.custodyRows,
    custody: seen.custody,
    versions: versions.map((version) =>
      namedElsewhere.has(version.id)
        ? { ...version, personName: calledElsewhere(version.personName) }
        : version,
    ),
    people: Object.values(about.people),
    files,
    setAside: setAside.length,
    pictures,
  })
  await bag.addTag('index.html', page)
  await bag.addTag('verify.mjs', verifier)
  await bag.addTag('README.txt', archiveReadme)
  await bag.finish([
    ['Source-Organization', 'Redstring'],
    ['External-Identifier', board.id],
    ['External-Description', `The board “${board.title}” with every edit and original`],
    ['Bagging-Date', about.archivedAt.slice(0, 10)],
  ])
  return head
}

function archivedTimestampOf({ token, digest, ...timestamp }: ProofTimestamp) {
  const base64 = Buffer.from(token).toString('base64')
  return { ...timestamp, token: base64, sha256: hexOf(digest) }
}

async function filesOf(kysely: Kysely<Tables>, boardId: string) {
  const rows = await kysely
    .selectFrom('board_file')
    .innerJoin('file', 'file.sha256', 'board_file.sha256')
    .select(['file.sha256', 'file.size', 'file.type', 'name', 'added_by', 'added_at'])
    .where('board_id', '=', boardId)
    .orderBy('file.sha256')
    .execute()
  return rows.map(({ sha256, size, type, name, added_by, added_at }) => ({
    sha256,
    size: Number(size),
    type,
    name,
    addedBy: added_by,
    addedAt: Number(added_at),
  }))
}

async function versionsNamedElsewhere(kysely: Kysely<Tables>, boardId: string) {
  const rows = await kysely
    .selectFrom('version')
    .select(['id', 'person_id'])
    .where('board_id', '=', boardId)
    .execute()
  return new Set(rows.filter((row) => isElsewhere(row.person_id)).map(({ id }) => id))
}

type Seen = {
  lastAt: number
  actors: Set<string>
  custodyRows: number
  /** The newest of them. */
  custody: ToldCustody[]
}

async function* rowsUpTo(
  rows: ReturnType<ReturnType<typeof databaseSource>['rows']>,
  { last, seen }: { last: number; seen: Seen },
) {
  for await (const { seq, at, actor, update, hash } of rows) {
    if (seq > last) return
    seen.lastAt = at
    seen.actors.add(actor)
    const base64 = Buffer.from(update).toString('base64')
    yield { seq, at, actor, update: base64, hash: hexOf(hash) }
  }
}

async function* custodyUpTo(
  rows: ReturnType<ReturnType<typeof databaseSource>['custody']>,
  { last, imported, seen }: { last: number; imported: number; seen: Seen },
) {
  for await (const row of rows) {
    if (row.seq > last) return
    seen.actors.add(row.actor)
    seen.custodyRows++
    const { actorName } = row
    seen.custody.push({
      ...row,
      actorName: row.seq <= imported ? calledElsewhere(actorName) : actorName,
    })
    if (seen.custody.length > MOST_CUSTODY_ROWS) seen.custody.shift()
    yield { ...row, hash: hexOf(row.hash) }
  }
}

async function* jsonLines(
  values: AsyncIterable<object> | Iterable<object>,
): AsyncGenerator<Uint8Array> {
  for await (const value of values) yield Buffer.from(`${JSON.stringify(value)}\n`)
}

/** As one: a letter outside of the basic plane may be cut between two pieces. */
function encoded(pieces: Iterable<string>): Uint8Array[] {
  return [Buffer.from([...pieces].join(''))]
}

function hexOf(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('hex')
}
