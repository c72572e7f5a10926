import type { Shown } from '../../board/picture/board-pictures.ts'

export const pictureFormats = ['png', 'jpeg', 'webp', 'svg', 'pdf'] as const
export type PictureFormat = (typeof pictureFormats)[number]
export const pictureScales = [1, 2, 3, 4] as const

/** What a picture is to be like. */
export type PictureWish = {
  shown: Shown
  /** The same in words, for the legend: "The whole board". */
  what: string
  /** Pixels of the picture for one of the canvas. */
  scale: number
  format: PictureFormat
  hasLegend: boolean
  /** A briefing as a PDF with a page for each of its scenes, instead of what is shown. */
  handout: { briefingId: string; hasNotes: boolean } | null
}

/** The moment that is shown, as the picture names and proves it. */
export type PictureMoment = {
  boardId: string
  title: string
  /** Position in the board's log, and the log's hash there. */
  seq: number
  logHash: string
  /** The version's name, or what the moment is called. */
  name: string
  /** ISO 8601 instant. */
  at: string
  /** Who worked on the board up to then. */
  people: readonly string[]
}
