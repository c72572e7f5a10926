import type { QueryClient } from '@tanstack/react-query'
import { z } from 'zod'
import { pictureJob, type PictureJob } from '../../../shared/protocol/picture-job.ts'
import { undrawnWithRemedy } from '../../../shared/export/picture/kinds-of-letters.ts'
import { presentedScenes } from '../../../shared/briefing/briefings.ts'
import { ask } from '../../api.ts'
import { makePicture, type MadePicture } from './make-picture.ts'
import { nameOfScene } from './name-of-scene.ts'
import { pictureMessages as words } from './picture-messages.ts'
import { noteOf } from './note-taking.ts'
import { signedFile } from './signed-file.ts'
import { openStudio, type Studio } from './studio.ts'
import type { PictureWish } from './wish.ts'

const PATH = '/api/picture-job'
/** Nobody: the browser is the command line's. */
const me = { id: 'command-line', name: 'Redstring', colour: '#888888' }

/** Draws what the command line asks for and hands it over, or the reason why not. */
export async function drawForCommand(queries: QueryClient): Promise<void> {
  try {
    const job = await ask(pictureJob, 'GET', PATH)
    const { isDark, showsSensitive } = job
    const studio = await openStudio(job.moment, {
      me,
      elsewhere: null,
      queries,
      isDark,
      showsSensitive,
    })
    const made = await makePicture(studio, wishOf(studio, job), {
      signal: new AbortController().signal,
      onDone: () => {},
    })
    if (!made) throw new Error(words.nothing)
    const letters = made.undrawn.length > 0 ? [undrawnWithRemedy(made.undrawn, job.format)] : []
    await handOver(studio, { made, missing: [...studio.pictures.missing, ...letters] })
  } catch (error) {
    const sentence = error instanceof Error ? error.message : words.failed
    await fetch(`${PATH}/failure`, { method: 'POST', body: sentence })
  }
}

function wishOf({ briefings }: Studio, { show, ...job }: PictureJob): PictureWish {
  const wish = { ...job, handout: null }
  switch (show.kind) {
    case 'board':
      return { ...wish, shown: show, what: words.board }
    case 'frame':
      return { ...wish, shown: show, what: words.frame(show.id) }
    case 'selection':
      return { ...wish, shown: show, what: words.selection(show.ids.length) }
    case 'scene': {
      const { scenes } = briefings.find((each) => each.scenes.some(({ id }) => id === show.id)) ?? {
        scenes: [],
      }
      const scene = scenes.find(({ id }) => id === show.id)
      return { ...wish, shown: show, what: scene ? nameOfScene(scene, scenes) : show.id }
    }
    case 'briefing': {
      const briefing = briefings.find(({ id }) => id === show.id)
      const [first] = briefing ? presentedScenes(briefing) : []
      return {
        ...wish,
        shown: { kind: 'scene', id: first?.id ?? '' },
        what: briefing?.title ?? '',
        handout: { briefingId: show.id, hasNotes: show.hasNotes },
      }
    }
  }
}

async function handOver(
  { moment }: Studio,
  { made, missing }: { made: MadePicture; missing: string[] },
): Promise<void> {
  const note = { ...noteOf(moment.seq, made), missing }
  await ask(z.unknown(), 'POST', `${PATH}/made`, note)
  const { blob, unsigned } = await signedFile(moment, made)
  const headers = { 'x-unsigned': encodeURIComponent(unsigned ?? '') }
  await fetch(PATH, { method: 'PUT', body: blob, headers })
}
