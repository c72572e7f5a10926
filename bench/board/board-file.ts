import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import * as decoding from 'lib0/decoding'
import * as encoding from 'lib0/encoding'
import { canvasSchema, canvasTypeNames } from '../../shared/board/canvas-schema.ts'
import { readRecord, type PlainRecord } from '../../shared/board/codec.ts'
import { recordsOf } from '../../shared/board/layout.ts'
import { evidenceValidators, type KindName } from '../../shared/evidence/kinds.ts'
import { makeBoard } from './make-board.ts'

/** Boards are made once a run and read by every repetition. */
export function boardPath(dir: string, records: number): string {
  return join(dir, `board-${records}.bin`)
}

/** @throws when a record of the board would not pass the product's own validators */
export function writeBoard(dir: string, records: number): void {
  const { doc, updates } = makeBoard({ count: records, of: 'records' })
  for (const record of plainRecords(doc)) check(record)
  const bytes = encoding.encode((encoder) => {
    encoding.writeVarUint(encoder, updates.length)
    for (const update of updates) encoding.writeVarUint8Array(encoder, update)
  })
  writeFileSync(boardPath(dir, records), bytes)
}

export function readBoard(dir: string, records: number): Uint8Array[] {
  const decoder = decoding.createDecoder(readFileSync(boardPath(dir, records)))
  return Array.from({ length: decoding.readVarUint(decoder) }, () =>
    decoding.readVarUint8Array(decoder),
  )
}

export function plainRecords(doc: Parameters<typeof recordsOf>[0]): PlainRecord[] {
  return [...recordsOf(doc)].map(([id, map]) => readRecord(id, map))
}

function check(record: PlainRecord): void {
  const typeName = canvasTypeNames.find((name) => name === record.typeName)
  if (typeName) canvasSchema.types[typeName].validate(record)
  else evidenceValidators[record['kind'] as KindName].parse(record)
}
