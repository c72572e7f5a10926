import { createReadStream } from 'node:fs'
import { join } from 'node:path'
import { recordsOf } from '../../shared/board/layout.ts'
import type { StoredFile } from '../../shared/protocol/http.ts'
import type { SqlBoards } from '../boards/sql-boards.ts'
import type { Files } from '../files/files.ts'
import type { Rooms } from '../rooms/rooms.ts'
import { buildSampleBoard } from './build-sample-board.ts'
import { mediaFolder, mediaNames, posterOf, type SampleMedia } from './media.ts'

export const SAMPLE_TITLE = 'Sergeyevka (sample)'

/** Recorded as having put everything on the sample board. */
const MADE_BY = 'Redstring sample'
/** Stands in the log and beside the files, as for everything that no person did. */
const ACTOR = 'server'

type Parts = {
  boards: Pick<SqlBoards, 'all' | 'create'>
  rooms: Pick<Rooms, 'read' | 'edit'>
  files: Pick<Files, 'receive'>
}

/**
 * Makes the sample board where there is no board yet; finishes it where a stop came in between. A sample that
 * was archived, or renamed, stays as people left it. Call it from one process at a time.
 *
 * @param ownerId whose board it becomes; null while there is nobody
 * @returns once everything is on disk: the id of the board it made or finished, or null
 */
export async function ensureSampleBoard(
  parts: Parts,
  { ownerId }: { ownerId: string | null },
): Promise<string | null> {
  const [first, second] = await parts.boards.all()
  if (!first) {
    const { id } = await parts.boards.create(SAMPLE_TITLE, ownerId)
    await fill(parts, id)
    return id
  }
  const isSampleAlone =
    second === undefined && first.title === SAMPLE_TITLE && first.archivedAt === null
  if (!isSampleAlone || !(await isBlank(parts, first.id))) return null
  await fill(parts, first.id)
  return first.id
}

async function fill({ rooms, files }: Parts, boardId: string): Promise<void> {
  const media = await receiveMedia(files, boardId)
  await rooms.edit(boardId, ACTOR, (doc) => buildSampleBoard(doc, { media, by: MADE_BY }))
}

/** No evidence, no drawing: only the records that every new board begins with. */
async function isBlank({ rooms }: Parts, boardId: string): Promise<boolean> {
  const { doc } = await rooms.read(boardId)
  return ![...recordsOf(doc).keys()].some((id) => /^(evidence|shape):/.test(id))
}

async function receiveMedia(files: Parts['files'], boardId: string): Promise<SampleMedia> {
  const receive = (name: string): Promise<StoredFile> =>
    files.receive(createReadStream(join(mediaFolder, name)), { boardId, personId: ACTOR, name })
  const entries = await Promise.all(
    mediaNames.map(async (name) => {
      const poster = posterOf[name]
      const [stored, picture] = await Promise.all([
        receive(name),
        poster === undefined ? undefined : receive(poster),
      ])
      const { sha256, size, type } = stored
      // The machine may lack what makes posters, so the clips bring their own.
      const facts = picture ? { ...stored.facts, previewSha256: picture.sha256 } : stored.facts
      return [name, { file: { sha256, size, type, name }, facts }] as const
    }),
  )
  return Object.fromEntries(entries) as SampleMedia
}
