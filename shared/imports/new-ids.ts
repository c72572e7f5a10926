import { createBindingId, createShapeId, type TLShapeId } from '@tldraw/tlschema'
import { newId } from '../board/edit.ts'
import type { EvidenceId } from '../evidence/kinds.ts'

export function newEvidenceId(): EvidenceId {
  return `evidence:${newId()}`
}

export function newShapeId(): TLShapeId {
  return createShapeId(newId())
}

export function newBindingId(): string {
  return createBindingId(newId())
}
