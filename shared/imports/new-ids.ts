import { createBindingId, createShapeId, type TLShapeId } from '@tldraw/tlschema'
import { customAlphabet } from 'nanoid'
import type { EvidenceId } from '../evidence/kinds.ts'

const newId = customAlphabet('0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz', 16)

export function newEvidenceId(): EvidenceId {
  return `evidence:${newId()}`
}

export function newShapeId(): TLShapeId {
  return createShapeId(newId())
}

export function newBindingId(): string {
  return createBindingId(newId())
}
