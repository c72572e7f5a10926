import type { Kysely } from 'kysely'
import { AppError } from '../../shared/app-error.ts'
import { readRecord } from '../../shared/board/codec.ts'
import { recordsOf } from '../../shared/board/layout.ts'
import { readBoard } from '../../shared/board/sanitise.ts'
import { elsewhereOf, namedAsElsewhere } from '../../shared/evidence/names-elsewhere.ts'
import { briefingsOf, type BriefingWithScenes } from '../../shared/briefing/briefings.ts'
import { instant } from '../../shared/export/page.ts'
import type { PictureToSign } from '../../shared/protocol/credentials.ts'
import type { Board } from '../../shared/protocol/http.ts'
import type { MadePictureNote, PictureJob } from '../../shared/protocol/picture-job.ts'
import type { ClientFiles } from '../client-files.ts'
import type { OperatorCertificate } from '../credentials/operator-certificate.ts'
import type { Signed } from '../credentials/signed.ts'
import { documentAt } from '../history/document-at.ts'
import { historyPeople } from '../history/history-people.ts'
import { proofOfMoment } from '../history/moment-proof.ts'
import type { Directory } from '../people/directory.ts'
import { importedEnd, whoIn } from '../people/elsewhere.ts'
import { NamesElsewhere } from '../people/imported-names.ts'
import type { BlobStore } from '../store/blob-store.ts'
import type { LogStore } from '../store/log-store.ts'
import type { Tables } from '../store/sql/tables.ts'
import { openDrawingSite } from './drawing-site.ts'
import { withHeadlessPage } from './headless-page.ts'

export type DrawingParts = {
  kysely: Kysely<Tables>
  store: LogStore
  blobs: BlobStore
  people: Pick<Directory, 'findAll'>
  /** Path of the browser. */
  chromium: string
  clientFiles: ClientFiles
  /** Signs pictures, where there is one. */
  operator: OperatorCertificate | null
}

/** What to draw, and how: all of a job but the moment. */
export type DrawingWish = Omit<PictureJob, 'moment'>

/** One moment of a board, open to be drawn as often as wanted with the real client in a headless Chromium. */
export type BoardDrawing = {
  briefings: readonly BriefingWithScenes[]
  /**
   * @param onMade hears what was drawn, before anybody has it
   * @returns what the picture is without, a sentence each
   */
  draw: (
    wish: DrawingWish,
    to: {
      out: string
      onMade: (note: MadePictureNote) => Promise<void>
      signal?: AbortSignal
    },
  ) => Promise<{ missing: string[] }>
}

/** @param name what the moment is called; null where nobody named it */
export async function openDrawing(
  parts: DrawingParts,
  {
    board,
    seq,
    name,
  }: { board: Pick<Board, 'id' | 'title' | 'createdAt'>; seq: number; name: string | null },
): Promise<BoardDrawing> {
  const { kysely, store, blobs, chromium, clientFiles, operator } = parts
  const proof = await proofOfMoment(store, board.id, seq)
  if (!proof) throw new Error(`The board has no moment ${seq}.`)
  const doc = await documentAt(store, board.id, seq)
  const at = proof.at ?? board.createdAt
  const moment = {
    boardId: board.id,
    title: board.title,
    seq,
    logHash: proof.logHash,
    name: name ?? instant(at),
    at,
    people: await namesOf(parts, board.id, seq),
  }
  const imported = await new NamesElsewhere(parts).of(board.id)
  const elsewhere = imported && elsewhereOf(imported)
  const put = [...recordsOf(doc)].map(([id, map]) => {
    const record = readRecord(id, map)
    return elsewhere ? namedAsElsewhere(record, elsewhere) : record
  })
  const files = await kysely
    .selectFrom('board_file')
    .innerJoin('file', 'file.sha256', 'board_file.sha256')
    .select(['file.sha256', 'file.type'])
    .where('board_file.board_id', '=', board.id)
    .execute()
  const types = new Map(files.map(({ sha256, type }) => [sha256, type]))
  return {
    briefings: briefingsOf(readBoard(doc).briefings),
    async draw(wish, { signal, ...to }) {
      const site = await openDrawingSite({
        job: { moment, ...wish },
        records: { seq, at, put, remove: [] },
        types,
        blobs,
        clientFiles,
        ...to,
        sign: (picture) => signed(picture, { operator, moment }),
      })
      try {
        return await withHeadlessPage({ chromium, ...site, ...(signal && { signal }) }, site.made)
      } finally {
        site.close()
      }
    },
  }
}

/** The page that asks is our own, and drew what it was told to. */
async function signed(
  picture: PictureToSign,
  { operator, moment }: { operator: OperatorCertificate | null; moment: PictureJob['moment'] },
): Promise<Signed | null> {
  const reason = operator?.notValidAt(new Date())
  if (reason) throw new AppError('credentials/not-valid-now', reason)
  if (operator === null) return null
  const { signPicture } = await import('../credentials/sign-picture.ts')
  const { pixels, sources, moreSources } = picture
  const facts = { ...moment, moment: moment.name, pixels, sources, moreSources }
  return signPicture(picture, { operator, facts })
}

/** Who made edits up to a moment, first come first. */
async function namesOf(
  { store, people, kysely }: Pick<DrawingParts, 'store' | 'people' | 'kysely'>,
  boardId: string,
  seq: number,
): Promise<string[]> {
  const { log } = await importedEnd(kysely, boardId)
  const ids = new Set<string>()
  for (let after = 0; after < seq;) {
    // oxlint-disable-next-line no-await-in-loop -- a stretch of the log at a time
    const rows = await store.read(boardId, { after, limit: 2_000 })
    if (rows.length === 0) break
    for (const row of rows) if (row.seq <= seq && row.actor !== 'server') ids.add(whoIn(row, log))
    after = rows.at(-1)?.seq ?? seq
  }
  return (await historyPeople({ people, kysely }, boardId, ids)).map(({ name }) => name)
}
