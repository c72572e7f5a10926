import { createReadStream } from 'node:fs'
import { mkdir, rm } from 'node:fs/promises'
import { extname, join } from 'node:path'
import { presentedScenes } from '../../shared/briefing/briefings.ts'
import type { CasePictures } from '../../shared/export/case/case-pictures.ts'
import type { Board } from '../../shared/protocol/http.ts'
import { openDrawing, type DrawingParts, type DrawingWish } from '../pictures/board-drawing.ts'
import type { Bag } from './bag-format.ts'

/** So long one picture may take: nobody waits for ever for a case. */
const MOST_MS = 3 * 60_000

const NO_CHROMIUM =
  'There are no pictures of the board: there was no Chromium where the case was packed.'
const NO_CLIENT = 'There are no pictures of the board: nothing was built that draws them.'

const look = { isDark: false, scale: 1, hasLegend: true, showsSensitive: false }

type Wanted = Pick<DrawingWish, 'show' | 'format'> & { what: string }

/**
 * Draws the board and each of its briefings into a bag, at one moment. What cannot be drawn is said and missing: the
 * case is whole without it.
 *
 * @param folder that nobody else has, for pictures on their way
 */
export async function drawCase(
  bag: Bag,
  {
    parts,
    board,
    seq,
    folder,
  }: {
    parts: DrawingParts | null
    board: Pick<Board, 'id' | 'title' | 'createdAt'>
    seq: number
    folder: string
  },
): Promise<CasePictures> {
  if (parts === null) return { board: null, briefings: [], missing: [NO_CHROMIUM] }
  if (!(await parts.clientFiles.find('index.html')))
    return { board: null, briefings: [], missing: [NO_CLIENT] }
  const missing: string[] = []
  const drawing = await openDrawing(parts, { board, seq, name: null })
  const draw = async (name: string, { what, ...wanted }: Wanted): Promise<string[]> => {
    const out = join(folder, name)
    let file = name
    try {
      const made = await drawing.draw(
        { ...look, ...wanted },
        {
          out,
          signal: AbortSignal.timeout(MOST_MS),
          onMade: async (note) => {
            file = `${name.slice(0, -extname(name).length)}${extname(note.name) || extname(name)}`
          },
        },
      )
      await bag.add(`pictures/${file}`, createReadStream(out))
      missing.push(...made.missing.map((sentence) => `${what}: ${sentence}`))
      return [file]
    } catch {
      missing.push(`${what} could not be drawn.`)
      return []
    } finally {
      await rm(out, { force: true })
    }
  }
  await mkdir(folder, { recursive: true, mode: 0o700 })
  try {
    const [picture = null] = await draw('board.png', {
      show: { kind: 'board' },
      format: 'png',
      what: 'The board',
    })
    const briefings: { name: string; title: string }[] = []
    const presented = drawing.briefings.filter((each) => presentedScenes(each).length > 0)
    for (const [at, { id, title }] of presented.entries()) {
      // oxlint-disable-next-line no-await-in-loop -- one browser at a time
      const drawn = await draw(`briefing-${at + 1}.pdf`, {
        show: { kind: 'briefing', id, hasNotes: true },
        format: 'pdf',
        what: `The briefing “${title}”`,
      })
      briefings.push(...drawn.map((name) => ({ name, title })))
    }
    return { board: picture, briefings, missing }
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
