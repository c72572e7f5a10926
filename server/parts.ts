import type { Audiences } from './audience/audiences.ts'
import type { AudienceLinks } from './audience/links.ts'
import type { Passes } from './audience/passes.ts'
import type { SqlBoards } from './boards/sql-boards.ts'
import type { Captures } from './capture/captures.ts'
import type { Packages } from './copies/packages.ts'
import type { CaseUploads } from './imports/case-uploads.ts'
import type { Imports } from './imports/imports.ts'
import type { ClientFiles } from './client-files.ts'
import type { Config } from './config.ts'
import type { Credentials } from './credentials/credentials.ts'
import type { Custody } from './custody/custody.ts'
import type { Files } from './files/files.ts'
import type { Uploads } from './files/uploads/uploads.ts'
import type { Past } from './history/past/past.ts'
import type { Versions } from './history/versions.ts'
import type { Logger } from './logger.ts'
import type { ApiKeys } from './people/api-keys.ts'
import type { Directory } from './people/directory.ts'
import type { Doors } from './people/doors.ts'
import type { NamesElsewhere } from './people/imported-names.ts'
import type { Invitations } from './people/invitations.ts'
import type { Rooms } from './rooms/rooms.ts'
import type { LogStore } from './store/log-store.ts'
import type { Database } from './store/sql/database.ts'

/** Everything the server is made of, chosen once in open-parts.ts and passed in. */
export type Parts = {
  config: Config
  logger: Logger
  database: Database
  people: Directory
  doors: Doors
  keys: ApiKeys
  invitations: Invitations
  namesElsewhere: NamesElsewhere
  boards: SqlBoards
  rooms: Rooms
  files: Files
  custody: Custody
  credentials: Credentials
  uploads: Uploads
  captures: Captures
  audienceLinks: AudienceLinks
  audiences: Audiences
  passes: Passes
  packages: Packages
  imports: Imports
  caseUploads: CaseUploads
  past: Past
  clientFiles: ClientFiles
  versions: Versions
  store: Pick<LogStore, 'head' | 'read'>
  /** Null while all is well; else a sentence: stopping, or the log cannot be written. */
  trouble: () => string | null
}
