import type { z } from 'zod'
import type { takenPicture } from '../../shared/protocol/pictures.ts'
import type { Act } from './custody.ts'

/** What the custody log hears of a picture that leaves the board: of it, of each of its pieces, of each item on it. */
export function actsOfTaking(
  { name, seq, pixels, evidence, pieces, goesOn }: z.output<typeof takenPicture>,
  personId: string,
): Act[] {
  const act = { what: 'exported', personId } as const
  const whole = { ...act, details: { name, seq, pixels } }
  return [
    ...(goesOn ? [] : [whole]),
    ...pieces.map((piece) => ({ ...act, details: { ...piece, seq } })),
    ...evidence.map((evidenceId) => ({ ...whole, evidenceId })),
  ]
}
