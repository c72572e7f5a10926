import type * as Y from 'yjs'
import { z } from 'zod'
import { factsValue, type Facts } from '../../shared/evidence/fields.ts'
import type { EvidenceId } from '../../shared/evidence/kinds.ts'
import { noteFacts } from './upload-records.ts'

export type LateParts = {
  doc: Y.Doc
  boardId: string
  origin?: string
  headers?: Record<string, string>
  /** Aborted when the board is left. */
  signal?: AbortSignal
}

const answer = z.object({ facts: factsValue, isFinal: z.boolean() })

/** What the server says of a file in the end, once a preview is made or has failed, replaces what it said at first. */
export async function followFacts(
  parts: LateParts,
  id: EvidenceId,
  file: { sha256: string; facts: Facts },
): Promise<void> {
  const { origin = '', boardId, headers = {} } = parts
  const response = await fetch(`${origin}/api/boards/${boardId}/files/${file.sha256}/facts?wait`, {
    headers,
  })
  const parsed = answer.safeParse(await response.json())
  if (!parsed.success) return
  // What a browser made where the server could not is known to the item only.
  const { previewSha256, hashes } = file.facts
  const made = { ...(previewSha256 !== undefined && { previewSha256 }), ...(hashes && { hashes }) }
  const facts = { ...made, ...parsed.data.facts }
  if (JSON.stringify(facts) !== JSON.stringify(file.facts))
    noteFacts(parts.doc, id, file.sha256, facts)
}
