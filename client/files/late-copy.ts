import { recordsOf } from '../../shared/board/layout.ts'
import { factsValue, fileValue } from '../../shared/evidence/fields.ts'
import type { EvidenceId } from '../../shared/evidence/kinds.ts'
import { mayNeedCopy } from '../../shared/media/browser-playback.ts'
import { workingCopy } from '../../shared/protocol/http.ts'
import { followFacts, type LateParts } from './late-facts.ts'

/** Between two questions, where the server does not hold its answer back itself. */
const PAUSE_MS = 2000

/**
 * Waits until the server has made the copy for playing of a clip that browsers do not play, and writes it into
 * the clip's item. Ends at once where there is none to be made.
 */
export async function followCopy(parts: LateParts, id: EvidenceId, sha256: string): Promise<void> {
  const { origin = '', boardId, headers = {}, signal } = parts
  while (wants(parts, id, sha256)) {
    const response = await fetch(
      `${origin}/api/boards/${boardId}/files/${sha256}/working-copy?wait`,
      { headers, ...(signal && { signal }) },
    )
    const parsed = workingCopy.safeParse(await response.json())
    if (!parsed.success) return
    const { state } = parsed.data
    if (state === 'ready') {
      const facts = factsValue.safeParse(recordsOf(parts.doc).get(id)?.get('facts'))
      return await followFacts(parts, id, { sha256, facts: facts.success ? facts.data : {} })
    }
    if (state !== 'waiting' && state !== 'making') return
    await new Promise((resolve) => setTimeout(resolve, PAUSE_MS))
  }
}

/** Whether the item is still there with this file, and lacks a copy. Until the board is left. */
function wants({ doc, signal }: LateParts, id: EvidenceId, sha256: string): boolean {
  if (signal?.aborted) return false
  const record = recordsOf(doc).get(id)
  const file = fileValue.safeParse(record?.get('file'))
  const facts = factsValue.safeParse(record?.get('facts'))
  if (!file.success || !facts.success || file.data.sha256 !== sha256) return false
  return mayNeedCopy(file.data.type, facts.data)
}
