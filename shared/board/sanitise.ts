import type { TLRecord } from '@tldraw/tlschema'
import type * as Y from 'yjs'
import { evidenceValidators, isKindName, type Evidence } from '../evidence/kinds.ts'
import { canvasSchema, canvasTypeNames } from './canvas-schema.ts'
import { readRecord } from './codec.ts'
import { recordsOf } from './layout.ts'

/** What a board holds once everything that must not reach a screen has been set aside. */
export type BoardContent = {
  /** Valid canvas records, mended in this view only: parents first, bindings last, at least one page. */
  canvas: TLRecord[]
  evidence: Evidence[]
  setAside: SetAside[]
}

/** A record that was refused, and why, in a sentence for the person. */
export type SetAside = { id: string; reason: string }

/** Reads a whole document. Never throws, whatever the document holds. */
export function readBoard(doc: Y.Doc): BoardContent {
  const content: BoardContent = { canvas: [], evidence: [], setAside: [] }
  for (const [id, map] of recordsOf(doc).entries()) {
    try {
      const record = readRecord(id, map)
      if (record.typeName === 'evidence' && isKindName(record['kind'])) {
        content.evidence.push(evidenceValidators[record['kind']].parse(record) as Evidence)
      } else if ((canvasTypeNames as readonly string[]).includes(record.typeName)) {
        const type = canvasSchema.types[record.typeName as (typeof canvasTypeNames)[number]]
        content.canvas.push(type.validate(record as never) as TLRecord)
      } else content.setAside.push({ id, reason: 'Unknown type of record.' })
    } catch (cause) {
      content.setAside.push({ id, reason: cause instanceof Error ? cause.message : 'Unreadable.' })
    }
  }
  return content
}
