import { sentenceOf } from '../../ui/sentence-of.ts'
import { factsOf, type MadePicture } from './make-picture.ts'
import { signWithServer } from './sign-with-server.ts'
import type { PictureMoment } from './wish.ts'

/**
 * The file of a picture that was noted as taken, with content credentials where the operator has a certificate. A
 * server that would sign and cannot keeps nobody from their picture: it is there unsigned, and says why.
 */
export async function signedFile(
  moment: PictureMoment,
  made: MadePicture,
): Promise<{ blob: Blob; unsigned: string | null }> {
  const sign = signWithServer(moment.boardId, factsOf(moment, made.evidence))
  try {
    return { blob: await made.file(sign), unsigned: null }
  } catch (error) {
    return {
      blob: await made.file(({ blob }) => Promise.resolve(blob)),
      unsigned: sentenceOf(error),
    }
  }
}
