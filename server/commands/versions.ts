import { newVersion } from '../../shared/protocol/history.ts'
import { recordsHashAt } from '../history/records-hash-at.ts'
import { Versions } from '../history/versions.ts'
import { createLogger } from '../logger.ts'
import { print, withCatalogue, type Opened } from './catalogue.ts'
import { checked } from './checked.ts'

/** One line a version: when its moment was, position in the log, kind, both hashes, name; apart by tabs. */
export async function listVersions(boardId: string): Promise<void> {
  await withCatalogue(async (opened) => {
    const versions = await versionsOf(opened, boardId)
    for (const { at, seq, kind, logHash, recordsHash, name } of await versions.list(boardId))
      print([at, seq, kind, logHash, recordsHash, name].join('\t'))
  })
}

/** What is confirmed to people is on disk, so that "now" holds it beside a running server too. */
export async function nameVersion(
  boardId: string,
  name: string,
  { note }: { note: string },
): Promise<void> {
  const asked = checked(newVersion, { name, note })
  await withCatalogue(async (opened) => {
    const versions = await versionsOf(opened, boardId)
    const { seq } = await opened.store.head(boardId)
    const by = { id: 'server', name: 'Redstring' }
    print(String((await versions.make(boardId, { ...asked, seq, by })).seq))
  })
}

/** @throws Error with a sentence where there is no such board */
async function versionsOf(
  { boards, store, database: { kysely } }: Opened,
  boardId: string,
): Promise<Versions> {
  const isKnown = (await boards.all()).some(({ id }) => id === boardId)
  if (!isKnown) throw new Error(`There is no board ${boardId}. \`board list\` lists them.`)
  return new Versions({
    kysely,
    store,
    recordsHashAt: (id, seq) => recordsHashAt(store, id, seq),
    logger: createLogger('error', { toStderr: true }),
  })
}
