import { AppError } from '../../../shared/app-error.ts'
import type { PicturesTaken } from '../../../shared/protocol/pictures.ts'
import { picturesApi } from '../picture/pictures-api.ts'
import type { ReadPicture } from './read-picture.ts'

/** What this server makes of a picture that names one of its boards. */
export type CheckedPicture = ReadPicture & {
  /** `here`: the board's log at that moment is what the picture says; `other`: it is not, so the board is another. */
  board: 'here' | 'other' | 'unknown'
  /** When the custody log noted a picture with these pixels; empty where it never did. */
  taken: PicturesTaken['taken']
}

/** @throws AppError where the server cannot be asked */
export async function checkPicture(picture: ReadPicture): Promise<CheckedPicture> {
  const { boardId, seq, logHash } = picture.facts
  try {
    const proof = await picturesApi.proof(boardId, seq)
    if (proof.logHash !== logHash) return { ...picture, board: 'other', taken: [] }
    const { taken } = await picturesApi.find(boardId, picture.pixels ?? picture.facts.pixels)
    return { ...picture, board: 'here', taken }
  } catch (error) {
    const isUnknown =
      error instanceof AppError && ['board/not-found', 'moment/not-found'].includes(error.code)
    if (isUnknown) return { ...picture, board: 'unknown', taken: [] }
    throw error
  }
}
