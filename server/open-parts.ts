import { join } from 'node:path'
import { SqlBoards } from './boards/sql-boards.ts'
import type { Config } from './config.ts'
import { openFiles } from './files/open-files.ts'
import { Checkpoints } from './history/checkpoints.ts'
import { Log } from './history/log.ts'
import type { Logger } from './logger.ts'
import type { Parts } from './parts.ts'
import { ApiKeys } from './people/api-keys.ts'
import { openAuth } from './people/auth.ts'
import { Directory } from './people/directory.ts'
import { Doors } from './people/doors.ts'
import { Invitations } from './people/invitations.ts'
import { secretOf } from './people/secret.ts'
import { Rooms } from './rooms/rooms.ts'
import { DiskBlobStore } from './store/blobs/disk-blob-store.ts'
import { openDatabase } from './store/sql/database.ts'
import { PostgresLogStore } from './store/sql/postgres-log-store.ts'
import { SqliteLogStore } from './store/sql/sqlite-log-store.ts'

/** The whole server but its socket. `close` drains it: what was taken is written, everybody is sent away. */
export type OpenParts = { parts: Parts; close: () => Promise<void> }

/** The one place where adapters are chosen. The data folder must be taken before (see data-folder.ts). */
export async function openParts(config: Config, logger: Logger): Promise<OpenParts> {
  const { publicUrl, dataDir } = config
  const database = await openDatabase(config)
  const { kysely } = database
  const auth = await openAuth({ database, secret: secretOf(dataDir), publicUrl, logger })
  const people = new Directory({ auth, mode: config.mode })

  const store = database.sqlitePath
    ? new SqliteLogStore(database.sqlitePath)
    : new PostgresLogStore(kysely)
  const log = new Log(store, { logger })
  const boards = new SqlBoards({
    kysely,
    directory: people,
    createDocument: (boardId, actor) => rooms.create(boardId, actor),
  })
  const rooms = new Rooms({ store, log, checkpoints: new Checkpoints(store), boards, logger })

  const blobs = new DiskBlobStore(join(dataDir, 'blobs'))
  const openedFiles = await openFiles({ ...config, blobs, kysely, logger })
  const { files, uploads } = openedFiles

  const doors = new Doors({
    auth,
    directory: people,
    onOwner: async (personId, { opensAllBoards }) => {
      await boards.adopt(personId)
      if (opensAllBoards) await boards.openAllTo(personId)
    },
  })
  const invitations = new Invitations({ kysely, directory: people, boards })
  const keys = new ApiKeys(auth)

  let isStopping = false
  const trouble = () => (isStopping ? 'The server is stopping.' : (log.trouble?.message ?? null))

  return {
    parts: {
      config,
      logger,
      database,
      people,
      doors,
      keys,
      invitations,
      boards,
      rooms,
      files,
      uploads,
      trouble,
    },
    close: async () => {
      isStopping = true
      await rooms.drain()
      await openedFiles.close()
      await log.close()
      await kysely.destroy()
    },
  }
}
