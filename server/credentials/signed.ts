import type { SignedPicture } from '../../shared/protocol/credentials.ts'

/** What became of a picture that was to be signed. */
export type Signed =
  | { is: 'signed'; store: Uint8Array }
  /** Its place has to be laid out with so many bytes, then it can be signed. */
  | { is: 'other-room'; room: number }

/** @param signed null where this server signs nothing */
export function answerOf(signed: Signed | null): SignedPicture {
  if (signed?.is === 'signed')
    return { store: Buffer.from(signed.store).toString('base64'), room: null }
  return { store: null, room: signed?.room ?? null }
}
