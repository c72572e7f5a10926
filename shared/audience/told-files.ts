import type { Evidence } from '../evidence/kinds.ts'
import { valueOf } from '../evidence/values.ts'

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
