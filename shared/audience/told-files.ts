import type { Evidence } from '../evidence/kinds.ts'
import { valueOf } from '../evidence/values.ts'
import { playedBy } from '../media/browser-playback.ts'

/**
 * The file whose picture a card shows. An audience never gets the file itself: what is served under this hash is a
 * picture drawn from it (server/audience).
 */
export function pictureHashOf(evidence: Evidence): string | undefined {
  const preview = valueOf(evidence, 'facts', 'facts')?.previewSha256
  if (preview !== undefined) return preview
  const file = valueOf(evidence, 'file', 'file')
  return file && /^image\/(jpeg|png|webp|gif|avif)$/.test(file.type) ? file.sha256 : undefined
}

/**
 * Under which hash an audience asks for a clip, and what it is served: the copy made for playing as it is (`clip`), or
 * what browsers play without one, with nothing else of its file (`plain-clip`).
 */
export function clipHashOf(
  evidence: Evidence,
): { sha256: string; use: 'clip' | 'plain-clip' } | undefined {
  const facts = valueOf(evidence, 'facts', 'facts') ?? {}
  if (facts.workingCopySha256 !== undefined) return { sha256: facts.workingCopySha256, use: 'clip' }
  const file = valueOf(evidence, 'file', 'file')
  const isPlain = evidence.kind === 'video' && file && playedBy(file.type, facts) === 'all'
  return isPlain ? { sha256: file.sha256, use: 'plain-clip' } : undefined
}
