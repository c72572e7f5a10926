import { createHash } from 'node:crypto'

export type Stamped = {
  boardId: string
  seq: number
  /** 32 bytes each. */
  logHash: Uint8Array
  recordsHash: Uint8Array
}

/** What is time-stamped of a version: a text of fixed form (see ARCHITECTURE, Proof), never to be changed. */
export function stampedText({ boardId, seq, logHash, recordsHash }: Stamped): Uint8Array {
  const lines = [
    'redstring version 1',
    `board ${boardId}`,
    `seq ${seq}`,
    `log ${hexOf(logHash)}`,
    `records ${hexOf(recordsHash)}`,
  ]
  return Buffer.from(lines.map((line) => `${line}\n`).join(''))
}

/** What of it goes to the authority, which learns nothing else: SHA-256, 32 bytes. */
export function imprintOf(text: Uint8Array): Uint8Array {
  return createHash('sha256').update(text).digest()
}

function hexOf(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('hex')
}
