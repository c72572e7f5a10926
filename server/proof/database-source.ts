import { promisify } from 'node:util'
import { zstdDecompress } from 'node:zlib'
import type { Kysely } from 'kysely'
import { custodyHeadOf } from '../custody/custody-head.ts'
import { checkpointDigest } from '../history/checkpoint-digest.ts'
import { DamagedSegment } from '../history/segments/segment.ts'
import type { BlobStore } from '../store/blob-store.ts'
import type { LogRow, LogStore } from '../store/log-store.ts'
import type { Tables } from '../store/sql/tables.ts'
import { Mismatch, type ProofFile, type ProofSource } from './proof-source.ts'
import { storedVersions } from './stored-versions.ts'

const decompress = promisify(zstdDecompress)

const PAGE = 4096

type Parts = { kysely: Kysely<Tables>; store: LogStore; blobs: BlobStore }

/**
 * A board as it lies in the database and the blobs. A server may go on writing meanwhile: what is looked at is what
 * there is when its turn comes.
 */
export function databaseSource({ kysely, store, blobs }: Parts, boardId: string): ProofSource {
  return {
    boardId,
    rows: () => rowsOf(store, boardId),
    async checkpoints() {
      const rows = await kysely
        .selectFrom('checkpoint')
        .select('seq')
        .where('board_id', '=', boardId)
        .orderBy('seq')
        .execute()
      return rows.map((row) => Number(row.seq))
    },
    async checkpoint(seq) {
      const stored = await kysely
        .selectFrom('checkpoint')
        .selectAll()
        .where('board_id', '=', boardId)
        .where('seq', '=', seq)
        .executeTakeFirst()
      if (!stored) return null
      const row = { ...stored, at: Number(stored.at), seq: Number(stored.seq) }
      const damaged = `The checkpoint at edit ${seq} is damaged.`
      if (row.digest && Buffer.compare(row.digest, checkpointDigest(row)) !== 0)
        throw new Mismatch(damaged)
      try {
        return { seq, state: await decompress(row.state), stateVector: row.state_vector }
      } catch (cause) {
        throw new Mismatch(damaged, { cause })
      }
    },
    versions: async () =>
      (await storedVersions(kysely, boardId)).map((version) => ({
        ...version,
        logHash: bytesOfHash(version.logHash, version.name),
        recordsHash: bytesOfHash(version.recordsHash, version.name),
      })),
    async timestamps() {
      const rows = await kysely
        .selectFrom('version_timestamp')
        .select(['version_id', 'at', 'authority', 'token', 'digest'])
        .where('board_id', '=', boardId)
        .execute()
      return rows.map(({ version_id, at, authority, token, digest }) => ({
        versionId: version_id,
        at: Number(at),
        authority,
        token,
        digest: Buffer.from(digest, 'hex'),
      }))
    },
    async *custody() {
      for (let seq = -1; ;) {
        const rows = await kysely
          .selectFrom('custody')
          .selectAll()
          .where('board_id', '=', boardId)
          .where('seq', '>', seq)
          .orderBy('seq')
          .limit(PAGE)
          .execute()
        for (const row of rows) {
          seq = Number(row.seq)
          yield {
            seq,
            at: Number(row.at),
            actor: row.actor,
            actorName: row.actor_name,
            what: row.what,
            evidenceId: row.evidence_id,
            sha256: row.sha256,
            details: row.details,
            hash: row.hash,
          }
        }
        if (rows.length < PAGE) return
      }
    },
    async custodyHead() {
      // Rows first: each is written in one commit with the head.
      const row = await kysely
        .selectFrom('custody')
        .select('seq')
        .where('board_id', '=', boardId)
        .limit(1)
        .executeTakeFirst()
      const head = await custodyHeadOf(kysely, boardId)
      if (row && !head) throw new Mismatch('What is kept of the end of the custody log is gone.')
      return head
    },
    async files() {
      const rows = await kysely
        .selectFrom('board_file')
        .leftJoin('file', 'file.sha256', 'board_file.sha256')
        .select(['board_file.sha256', 'board_file.name', 'file.size'])
        .where('board_file.board_id', '=', boardId)
        .orderBy('board_file.sha256')
        .execute()
      return rows.map(({ sha256, name, size }) => ({ sha256, name, size: Number(size) }))
    },
    bytesOf: (file) => bytesOf(blobs, file),
  }
}

async function* rowsOf(store: LogStore, boardId: string): AsyncGenerator<LogRow> {
  let seq = -1
  for (;;) {
    const page = await store.read(boardId, { after: seq, limit: PAGE }).catch((error: unknown) => {
      throw error instanceof DamagedSegment
        ? new Mismatch(`${error.message}.`, { cause: error })
        : error
    })
    yield* page
    const last = page.at(-1)
    if (!last || page.length < PAGE || last.seq <= seq) return
    seq = last.seq
  }
}

async function* bytesOf(blobs: BlobStore, file: ProofFile): AsyncGenerator<Uint8Array> {
  try {
    for await (const bytes of await blobs.read(file.sha256)) yield bytes
  } catch (cause) {
    throw new Mismatch(`The file “${file.name}” (SHA-256 ${file.sha256}) cannot be read.`, {
      cause,
    })
  }
}

function bytesOfHash(hex: string, name: string): Uint8Array {
  if (/^[0-9a-f]{64}$/.test(hex)) return Buffer.from(hex, 'hex')
  throw new Mismatch(`A hash of the version “${name}” is damaged.`)
}
