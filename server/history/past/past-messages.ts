import type { DatabasePlace } from '../../store/sql/database.ts'
import type { MomentCopy } from './copy-moment.ts'
import type { Sweep } from './sweeps.ts'
import type { Work } from './work.ts'

/** What the thread of the past is started with. */
export type PastSetting = { place: DatabasePlace; folder: string }

/** What it is asked; each answer is of the type of the same name in `PastAnswers`. */
export type PastQuestion = {
  boardId: string
  /** The last row of the log that came with the board from elsewhere. */
  importedUpTo: number
} & (
  | { kind: 'overview' }
  | { kind: 'change'; from: number; seq: number }
  | { kind: 'compare'; from: number; to: number }
  | { kind: 'record'; recordId: string }
  | { kind: 'records-hash'; seq: number }
  | { kind: 'copy'; seq: number; onto: Uint8Array; toBoard: string }
)

/** JSON of an answer's body without its people, who are named where people are known: `{…` without the last brace. */
export type OpenBody = { body: Uint8Array; personIds: string[] }

export type PastAnswers = {
  overview: {
    seq: number
    moments: { seq: number; at: number; personId: string }[]
    work: Work[]
    sweeps: Sweep[]
  }
  /** Null where there is no such moment. */
  change: { body: Uint8Array } | null
  compare: OpenBody | null
  record: OpenBody
  /** Hex. */
  'records-hash': string
  copy: MomentCopy | null
}

export type PastReply = { id: number } & (
  | { ok: true; value: unknown }
  | { ok: false; message: string }
)
