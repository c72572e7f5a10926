import { AppError } from '../../../shared/app-error.ts'
import {
  checkedCredentials,
  MOST_STORE_BYTES,
  type CheckedCredentials,
} from '../../../shared/protocol/credentials.ts'
import type { PicturesTaken } from '../../../shared/protocol/pictures.ts'
import { ask } from '../../api.ts'
import { base64Of } from '../base64.ts'
import { picturesApi } from '../picture/pictures-api.ts'
import type { ReadPicture } from './read-picture.ts'

/** What this server makes of a picture that names one of its boards. */
export type CheckedPicture = ReadPicture & {
  /** `here`: the board's log at that moment is what the picture says; `other`: it is not, so the board is another. */
  board: 'here' | 'other' | 'unknown'
  /** When the custody log noted a picture with these pixels; empty where it never did. */
  taken: PicturesTaken['taken']
  /** What became of its content credentials; null where it has none. */
  signed: CheckedCredentials | null
}

/** @throws AppError where the server cannot be asked */
export async function checkPicture(picture: ReadPicture): Promise<CheckedPicture> {
  const [found, signed] = await Promise.all([findPicture(picture), checkSignature(picture)])
  return { ...picture, ...found, signed }
}

async function findPicture(picture: ReadPicture): Promise<Pick<CheckedPicture, 'board' | 'taken'>> {
  const { boardId, seq, logHash } = picture.facts
  try {
    const proof = await picturesApi.proof(boardId, seq)
    if (proof.logHash !== logHash) return { board: 'other', taken: [] }
    const { taken } = await picturesApi.find(boardId, picture.pixels ?? picture.facts.pixels)
    return { board: 'here', taken }
  } catch (error) {
    const isUnknown =
      error instanceof AppError && ['board/not-found', 'moment/not-found'].includes(error.code)
    if (isUnknown) return { board: 'unknown', taken: [] }
    throw error
  }
}

async function checkSignature({ credentials }: ReadPicture): Promise<CheckedCredentials | null> {
  if (!credentials) return null
  const { store, start, length, rest } = credentials
  if (store.length > MOST_STORE_BYTES) return { verdict: 'unreadable', by: null, isOurs: false }
  return ask(checkedCredentials, 'POST', '/api/credentials/check', {
    store: base64Of(store),
    start,
    length,
    rest,
  })
}
