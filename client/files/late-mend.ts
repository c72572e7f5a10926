import { recordsOf } from '../../shared/board/layout.ts'
import { factsValue, fileValue } from '../../shared/evidence/fields.ts'
import type { EvidenceId } from '../../shared/evidence/kinds.ts'
import { mayNeedCopy } from '../../shared/media/browser-playback.ts'
import { followCopy } from './late-copy.ts'
import { followFacts, type LateParts } from './late-facts.ts'

/** A day after it came, an item without a preview will not get one any more. */
const HOPE_MS = 24 * 60 * 60 * 1000
const MOST_ITEMS = 50

/** Asks again about one person's items of today that had no preview or working copy yet when their page was left. */
export async function mendFacts(parts: LateParts, by: string): Promise<void> {
  let asked = 0
  for (const [id, record] of recordsOf(parts.doc)) {
    const file = fileValue.safeParse(record.get('file'))
    const facts = factsValue.safeParse(record.get('facts'))
    if (!file.success || !facts.success) continue
    const { previewSha256 } = facts.data
    const lacksCopy = mayNeedCopy(file.data.type, facts.data)
    if (previewSha256 !== undefined && !lacksCopy) continue
    const isOwn = record.get('createdBy') === by
    const isFresh = Date.now() - Date.parse(String(record.get('createdAt'))) < HOPE_MS
    if (!isOwn || !isFresh || !/^(image|video)\//.test(file.data.type) || ++asked > MOST_ITEMS)
      continue
    const known = { sha256: file.data.sha256, facts: facts.data }
    await followFacts(parts, id as EvidenceId, known)
    // A long copy of one clip does not keep the others waiting.
    if (lacksCopy) void followCopy(parts, id as EvidenceId, known.sha256).catch(() => {})
  }
}
