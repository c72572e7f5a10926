import { join } from 'node:path'
import { SqlBoards } from './boards/sql-boards.ts'
import type { Config } from './config.ts'
import type { Logger } from './logger.ts'
import { ApiKeys } from './people/api-keys.ts'
import { openAuth } from './people/auth.ts'
import { Directory } from './people/directory.ts'
import { Doors } from './people/doors.ts'
import { Invitations } from './people/invitations.ts'
import { secretOf } from './people/secret.ts'
import type { BlobStore } from './store/blob-store.ts'
import { DiskBlobStore } from './store/blobs/disk-blob-store.ts'
import { openDatabase } from './store/sql/database.ts'
import type { LogStore } from './store/log-store.ts'
import { PostgresLogStore } from './store/sql/postgres-log-store.ts'
import { SqliteLogStore } from './store/sql/sqlite-log-store.ts'

type Options = {
  logger: Logger
  /** Writes the first entry of a new board's log. */
  createDocument: (boardId: string, actor: string) => Promise<void>
}

/** Where files lie. */
export function openBlobs(dataDir: string): BlobStore {
  return new DiskBlobStore(join(dataDir, 'blobs'))
}

/**
 * What lies in the database: people, boards, and the log. Several processes may have it open, so that the
 * command line works beside a running server.
 */
export async function openCatalogue(config: Config, { logger, createDocument }: Options) {
  const { publicUrl, dataDir } = config
  const database = await openDatabase(config)
  const { kysely } = database
  const store: LogStore = database.sqlitePath
    ? new SqliteLogStore(database.sqlitePath)
    : new PostgresLogStore(kysely)
  const auth = await openAuth({ database, secret: secretOf(dataDir), publicUrl, logger })
  const people = new Directory({ auth, mode: config.mode })
  const boards = new SqlBoards({ kysely, directory: people, createDocument })
  const doors = new Doors({
    auth,
    directory: people,
    onOwner: async (personId, { opensAllBoards }) => {
      await boards.adopt(personId)
      if (opensAllBoards) await boards.openAllTo(personId)
    },
  })
  return {
    database,
    store,
    blobs: openBlobs(dataDir),
    people,
    boards,
    doors,
    keys: new ApiKeys(auth),
    invitations: new Invitations({ kysely, directory: people, boards }),
  }
}
