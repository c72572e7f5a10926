import { recordsOf } from '../../shared/board/layout.ts'
import { factsValue, fileValue } from '../../shared/evidence/fields.ts'
import type { EvidenceId } from '../../shared/evidence/kinds.ts'
import { makeFrameHashes } from './frame-hashes.ts'
import type { LateParts } from './late-facts.ts'
import { noteFacts } from './upload-records.ts'

/** Gives a clip the hashes of its frames that a server without a decoder could not make. */
export async function bringHashes(
  { doc }: Pick<LateParts, 'doc'>,
  id: EvidenceId,
  clip: File,
): Promise<void> {
  const now = () => {
    const record = recordsOf(doc).get(id)
    const file = fileValue.safeParse(record?.get('file'))
    const facts = factsValue.safeParse(record?.get('facts'))
    if (!file.success || !facts.success || facts.data.hashes !== undefined) return null
    return file.data.type.startsWith('video/') ? { file: file.data, facts: facts.data } : null
  }
  if (!now()) return
  const hashes = await makeFrameHashes(clip)
  const item = now()
  if (hashes && item) noteFacts(doc, id, item.file.sha256, { ...item.facts, hashes })
}
