import type { TakenPicture } from '../../../shared/protocol/pictures.ts'
import type { MadePicture } from './make-picture.ts'
import { picturesApi } from './pictures-api.ts'

/** A request holds so many items or pieces; a picture may show more. */
const AT_ONCE = 1_000

/** Lets the custody log hear of a picture, of each of its pieces and of each original on it. */
export async function noteTaking(
  { boardId, seq }: { boardId: string; seq: number },
  made: MadePicture,
): Promise<void> {
  for (const request of inParts(noteOf(seq, made)))
    // oxlint-disable-next-line no-await-in-loop -- one after the other: the first says what the others belong to
    await picturesApi.taken(boardId, request)
}

type Note = Required<Omit<TakenPicture, 'goesOn'>>

export function noteOf(seq: number, { name, pixels, pieces, evidence }: MadePicture): Note {
  const withFile = evidence.filter(({ file }) => file !== undefined)
  return { name, seq, pixels, pieces: [...pieces], evidence: withFile.map(({ id }) => id) }
}

export function inParts({ pieces, evidence, ...of }: Note): TakenPicture[] {
  const count = Math.max(1, Math.ceil(Math.max(pieces.length, evidence.length) / AT_ONCE))
  return Array.from({ length: count }, (_, at) => {
    const [from, to] = [at * AT_ONCE, (at + 1) * AT_ONCE]
    const own = { pieces: pieces.slice(from, to), evidence: evidence.slice(from, to) }
    return { ...of, ...own, goesOn: at > 0 }
  })
}
