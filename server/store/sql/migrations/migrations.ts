import type { Migration } from 'kysely/migration'
import { boards } from './001-boards.ts'
import { log } from './002-log.ts'
import { files } from './003-files.ts'
import { invitations } from './004-invitations.ts'
import { custody } from './005-custody.ts'
import { versions } from './006-versions.ts'
import { segments } from './007-segments.ts'
import { versionTimestamps } from './008-version-timestamps.ts'
import { custodyHead } from './009-custody-head.ts'
import { importedPeople } from './010-imported-people.ts'
import { audienceLinks } from './011-audience-links.ts'
import { audienceLinkEnds } from './012-audience-link-ends.ts'
import { importedBoards } from './013-imported-boards.ts'

/** Forward only, in the order of their numbers; a landed one is never edited. */
export const migrations: Record<string, Migration> = {
  '001-boards': boards,
  '002-log': log,
  '003-files': files,
  '004-invitations': invitations,
  '005-custody': custody,
  '006-versions': versions,
  '007-segments': segments,
  '008-version-timestamps': versionTimestamps,
  '009-custody-head': custodyHead,
  '010-imported-people': importedPeople,
  '011-audience-links': audienceLinks,
  '012-audience-link-ends': audienceLinkEnds,
  '013-imported-boards': importedBoards,
}
