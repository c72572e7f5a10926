import { extname, resolve } from 'node:path'
import { z } from 'zod'
import type { BriefingWithScenes } from '../../shared/briefing/briefings.ts'
import { pictureJob, type PictureJob } from '../../shared/protocol/picture-job.ts'
import { ClientFiles } from '../client-files.ts'
import { openOperatorCertificate } from '../credentials/open-operator-certificate.ts'
import { actsOfTaking } from '../custody/acts-of-taking.ts'
import { Custody } from '../custody/custody.ts'
import { Versions } from '../history/versions.ts'
import { recordsHashAt } from '../history/records-hash-at.ts'
import { createLogger } from '../logger.ts'
import { openDrawing } from '../pictures/board-drawing.ts'
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
    const { boards, config, database } = opened
    const { chromium } = config
    if (chromium === null)
      throw new Error('Pictures are drawn by a Chromium, and there is none. CHROMIUM names one.')
    const board = (await boards.all()).find(({ id }) => id === boardId)
    if (!board) throw new Error(`There is no board ${boardId}. \`board list\` lists them.`)
    const { seq, name } = await momentOf(opened, boardId, wanted.version)
    const drawing = await openDrawing(
      {
        ...opened,
        kysely: database.kysely,
        chromium,
        clientFiles: new ClientFiles(config.clientDir),
        operator: await openOperatorCertificate(config),
      },
      { board, seq, name },
    )
    const wish = {
      show: showOf(wanted, drawing.briefings),
      format: wanted.format ?? formatOf(out),
      scale: wanted.scale,
      isDark: wanted.dark,
      hasLegend: wanted.legend,
      showsSensitive: wanted.sensitive,
    }
    const custody = custodyOf(opened)
    const { missing } = await drawing.draw(wish, {
      out,
      onMade: (note) => custody.add(boardId, actsOfTaking({ ...note, goesOn: false }, 'server')),
    })
    for (const sentence of missing) tell(sentence)
    print(out)
  })
}

function custodyOf({ database, people }: Opened): Custody {
  const logger = createLogger('error', { toStderr: true })
  return new Custody({ kysely: database.kysely, people, logger })
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
  briefings: readonly BriefingWithScenes[],
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
