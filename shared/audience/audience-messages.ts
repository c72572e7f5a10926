import { z } from 'zod'
import { inkChangeValue } from '../briefing/ink-change.ts'
import { playheadValue } from '../briefing/playhead.ts'
import { sceneValue } from '../briefing/scene.ts'

/** What an audience is told over its socket, as JSON. It says nothing itself. */

const plainRecord = z.looseObject({ id: z.string(), typeName: z.string() })
export type AudienceRecord = z.infer<typeof plainRecord>

export const audienceMessage = z.discriminatedUnion('type', [
  /** What is shown now. `isWhole`: what was there before goes first. A scene of null: nothing is presented. */
  z.object({
    type: z.literal('shown'),
    isWhole: z.boolean(),
    scene: sceneValue.nullable(),
    isBlack: z.boolean(),
    put: z.array(plainRecord),
    remove: z.array(z.string()),
    playhead: playheadValue.nullable(),
    /** With all that is shown comes what is written on it; otherwise that stays as it is. */
    ink: inkChangeValue.nullable().optional(),
  }),
  /** Where the clip stands that is played; null where none is. Everything else stays as it is. */
  z.object({ type: z.literal('playhead'), playhead: playheadValue.nullable() }),
  /** What is written and pointed at on the scene, which is seen on that scene alone; null: nothing. Everything else stays. */
  z.object({ type: z.literal('ink'), ink: inkChangeValue.nullable() }),
  /** Nothing happens; the line is still there. */
  z.object({ type: z.literal('here') }),
])
export type AudienceMessage = z.infer<typeof audienceMessage>

/** Close codes of an audience's socket: 44xx are not to be tried again as they are. */
export const audienceClose = {
  /** No link like that: never made, run out, taken back. */
  GONE: 4404,
  /** The link asks for a password or a name first. */
  NOT_LET_IN: 4401,
  /** As many watch as the server takes. */
  FULL: 4429,
  /** An audience is not asked anything. */
  SPOKE: 4400,
} as const

/** How the board of an audience is addressed in place of a board's id, which an audience is not told. */
export function audienceBoardId(token: string): string {
  return `watch:${token}`
}

export function audienceTokenOf(boardId: string): string | null {
  return boardId.startsWith('watch:') ? boardId.slice('watch:'.length) : null
}
