import type { QueryClient } from '@tanstack/react-query'
import type { BriefingWithScenes } from '../../../shared/briefing/briefings.ts'
import type { Legend } from '../../../shared/export/picture/legend.ts'
import { legendOf } from '../../../shared/export/picture/legend.ts'
import {
  openBoardPictures,
  type BoardPictures,
  type Motif,
} from '../../board/picture/board-pictures.ts'
import type { OpenBoard } from '../../board/open-board.ts'
import { layOutPicture, type PictureLayout } from './layout.ts'
import { openLetters, type FindUndrawn } from './letters-here.ts'
import { openMoment } from './open-moment.ts'
import { legendMeasure } from './picture-fonts.ts'
import type { PictureMoment, PictureWish } from './wish.ts'

/** A moment of a board, ready to be pictured while people go on editing. */
export type Studio = {
  moment: PictureMoment
  pictures: BoardPictures
  /** Of that moment. */
  briefings: readonly BriefingWithScenes[]
  undrawnIn: FindUndrawn
  close: () => void
}

export type StudioOptions = {
  me: OpenBoard['me']
  /** Null also where the records name it already. */
  elsewhere: OpenBoard['elsewhere']
  queries: QueryClient
  isDark: boolean
  showsSensitive: boolean
}

export async function openStudio(moment: PictureMoment, options: StudioOptions): Promise<Studio> {
  const { me, elsewhere, ...drawing } = options
  const past = await openMoment({ boardId: moment.boardId, me, elsewhere }, moment.seq)
  try {
    const pictures = await openBoardPictures(past.board, drawing)
    return {
      moment,
      pictures,
      briefings: past.board.briefings.get(),
      undrawnIn: openLetters(),
      close: () => {
        pictures.close()
        past.close()
      },
    }
  } catch (error) {
    past.close()
    throw error
  }
}

/** A picture before it is drawn: what is on it and where. */
export type Sketch = {
  motif: Motif
  legend: Legend | null
  layout: PictureLayout
  /** Kinds of letters on it that this browser cannot draw. */
  undrawn: readonly string[]
}

/** Null where there is nothing to show. */
export async function sketchOf(
  { pictures, moment, undrawnIn }: Studio,
  { shown, what, hasLegend, format }: Pick<PictureWish, 'shown' | 'what' | 'hasLegend' | 'format'>,
): Promise<Sketch | null> {
  const motif = pictures.motif(shown)
  if (!motif) return null
  const said = { ...moment, moment: moment.name, what, shown: motif.evidence, undrawn: [] }
  const undrawn = await undrawnIn(JSON.stringify([legendOf(said), pictures.words(motif)]))
  // The letters of an SVG are drawn where it is opened.
  const legend = hasLegend ? legendOf({ ...said, undrawn: format === 'svg' ? [] : undrawn }) : null
  const measure = await legendMeasure(JSON.stringify(legend))
  return { motif, legend, undrawn, layout: layOutPicture(motif.area, { legend, measure }) }
}
