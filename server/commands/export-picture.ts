import { extname, resolve } from 'node:path'
import { z } from 'zod'
import { readRecord } from '../../shared/board/codec.ts'
import { recordsOf } from '../../shared/board/layout.ts'
import { readBoard } from '../../shared/board/sanitise.ts'
import { briefingsOf } from '../../shared/briefing/briefings.ts'
import { instant } from '../../shared/export/page.ts'
import { pictureJob, type PictureJob } from '../../shared/protocol/picture-job.ts'
import { AppError } from '../../shared/app-error.ts'
import type { PictureToSign } from '../../shared/protocol/credentials.ts'
import { ClientFiles } from '../client-files.ts'
import { openOperatorCertificate } from '../credentials/open-operator-certificate.ts'
import type { OperatorCertificate } from '../credentials/operator-certificate.ts'
import { actsOfTaking } from '../custody/acts-of-taking.ts'
import { Custody } from '../custody/custody.ts'
import { documentAt } from '../history/document-at.ts'
import { proofOfMoment } from '../history/moment-proof.ts'
import { Versions } from '../history/versions.ts'
import { recordsHashAt } from '../history/records-hash-at.ts'
import { createLogger } from '../logger.ts'
import { openDrawingSite } from '../pictures/drawing-site.ts'
import { withHeadlessPage } from '../pictures/headless-page.ts'
import { print, tell, withCatalogue, type Opened } from './catalogue.ts'
import { checked } from './checked.ts'

const options = z.object({
  out: z.string(),
  version: z.string().optional(),
  scene: z.string().optional(),
  briefing: z.string().optional(),
  frame: z.string().optional(),
  select: z.array(z.string()).optional(),
  format: pictureJob.shape.format.optional(),
  scale: z.coerce.number().min(0.1).max(4),
  dark: z.boolean().default(false),
  legend: z.boolean(),
  sensitive: z.boolean().default(false),
  notes: z.boolean(),
})
type Options = z.infer<typeof options>

/** Draws a picture of a board with the real client in a headless Chromium. Prints where it lies. */
export async function exportPicture(boardId: string, given: object): Promise<void> {
  const wanted = checked(options, given)
  const out = resolve(wanted.out)
  await withCatalogue(async (opened) => {
    const { boards, store, blobs, config, database } = opened
    const { chromium } = config
    if (chromium === null)
      throw new Error('Pictures are drawn by a Chromium, and there is none. CHROMIUM names one.')
    const board = (await boards.all()).find(({ id }) => id === boardId)
    if (!board) throw new Error(`There is no board ${boardId}. \`board list\` lists them.`)
    const { seq, name } = await momentOf(opened, boardId, wanted.version)
    const proof = await proofOfMoment(store, boardId, seq)
    if (!proof) throw new Error(`The board has no moment ${seq}.`)
    const doc = await documentAt(store, boardId, seq)
    const at = proof.at ?? board.createdAt
    const job: PictureJob = {
      moment: {
        boardId,
        title: board.title,
        seq,
        logHash: proof.logHash,
        name: name ?? instant(at),
        at,
        people: await namesOf(opened, boardId, seq),
      },
      show: showOf(wanted, briefingsOf(readBoard(doc).briefings)),
      format: wanted.format ?? formatOf(out),
      scale: wanted.scale,
      isDark: wanted.dark,
      hasLegend: wanted.legend,
      showsSensitive: wanted.sensitive,
    }
    const put = [...recordsOf(doc)].map(([id, map]) => readRecord(id, map))
    const operator = await openOperatorCertificate(config)
    const custody = custodyOf(opened)
    const files = await database.kysely
      .selectFrom('board_file')
      .innerJoin('file', 'file.sha256', 'board_file.sha256')
      .select(['file.sha256', 'file.type'])
      .where('board_file.board_id', '=', boardId)
      .execute()
    const site = await openDrawingSite({
      job,
      records: { seq, at, put, remove: [] },
      types: new Map(files.map(({ sha256, type }) => [sha256, type])),
      blobs,
      clientFiles: new ClientFiles(config.clientDir),
      out,
      onMade: (note) => custody.add(boardId, actsOfTaking({ ...note, goesOn: false }, 'server')),
      sign: (picture) => signed(picture, { operator, moment: job.moment }),
    })
    try {
      const made = await withHeadlessPage({ chromium, ...site }, site.made)
      for (const sentence of made.missing) tell(sentence)
    } finally {
      site.close()
    }
    print(out)
  })
}

function custodyOf({ database, people }: Opened): Custody {
  const logger = createLogger('error', { toStderr: true })
  return new Custody({ kysely: database.kysely, people, logger })
}

/** The page that asks is our own, and drew what it was told to. */
async function signed(
  picture: PictureToSign,
  { operator, moment }: { operator: OperatorCertificate | null; moment: PictureJob['moment'] },
): Promise<Uint8Array | null> {
  const reason = operator?.notValidAt(new Date())
  if (reason) throw new AppError('credentials/not-valid-now', reason)
  if (operator === null) return null
  const { signPicture } = await import('../credentials/sign-picture.ts')
  const { pixels, sources, moreSources } = picture
  const facts = { ...moment, moment: moment.name, pixels, sources, moreSources }
  return signPicture(picture, { operator, facts })
}

/** A version's name, a position in the log, or the newest moment. */
async function momentOf(
  { store, database: { kysely } }: Opened,
  boardId: string,
  version: string | undefined,
): Promise<{ seq: number; name: string | null }> {
  const { seq: newest } = await store.head(boardId)
  const versions = new Versions({
    kysely,
    store,
    recordsHashAt: (id, seq) => recordsHashAt(store, id, seq),
    logger: createLogger('error', { toStderr: true }),
  })
  const named = (await versions.list(boardId)).filter(({ kind }) => kind === 'named')
  const called = named.find(({ name }) => name === version)
  const seq = called?.seq ?? (version === undefined || version === 'now' ? newest : Number(version))
  if (!Number.isSafeInteger(seq) || seq < 0 || seq > newest)
    throw new Error(`There is no version “${version}”. \`board versions\` lists them.`)
  const own = called ?? named.find((each) => each.seq === seq)
  return { seq, name: own ? `Version “${own.name}”` : null }
}

function showOf(
  { scene, briefing, frame, select, notes }: Options,
  briefings: ReturnType<typeof briefingsOf>,
): PictureJob['show'] {
  const byName = (all: readonly { id: string; title: string }[], wanted: string) => {
    const found = all.find(({ id, title }) => id === wanted || title === wanted)
    if (!found)
      throw new Error(
        `There is no “${wanted}”. There are: ${all.map(({ title }) => title).join(', ')}.`,
      )
    return found.id
  }
  if (briefing !== undefined)
    return { kind: 'briefing', id: byName(briefings, briefing), hasNotes: notes }
  if (scene !== undefined) {
    const scenes = briefings.flatMap((each) => each.scenes)
    return { kind: 'scene', id: byName(scenes, scene) }
  }
  if (frame !== undefined) return { kind: 'frame', id: frame }
  if (select !== undefined) return { kind: 'selection', ids: select }
  return { kind: 'board' }
}

function formatOf(out: string): PictureJob['format'] {
  const ending = extname(out).slice(1).toLowerCase()
  const format = pictureJob.shape.format.safeParse(ending === 'jpg' ? 'jpeg' : ending)
  if (format.success) return format.data
  throw new Error(
    'The file’s name has to end in png, jpg, webp, svg or pdf, or --format names one.',
  )
}

/** Who made edits up to a moment, first come first. */
async function namesOf({ store, people }: Opened, boardId: string, seq: number): Promise<string[]> {
  const ids = new Set<string>()
  for (let after = 0; after < seq;) {
    // oxlint-disable-next-line no-await-in-loop -- a stretch of the log at a time
    const rows = await store.read(boardId, { after, limit: 2_000 })
    if (rows.length === 0) break
    for (const row of rows) if (row.seq <= seq && row.actor !== 'server') ids.add(row.actor)
    after = rows.at(-1)?.seq ?? seq
  }
  const names = await Promise.all([...ids].map(async (id) => (await people.find(id))?.name ?? id))
  return names
}
