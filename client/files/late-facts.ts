import type * as Y from 'yjs'
import { z } from 'zod'
import { recordsOf } from '../../shared/board/layout.ts'
import { factsValue, fileValue, type Facts } from '../../shared/evidence/fields.ts'
import type { EvidenceId } from '../../shared/evidence/kinds.ts'
import { noteFacts } from './upload-records.ts'

export type LateParts = {
  doc: Y.Doc
  boardId: string
  origin?: string
  headers?: Record<string, string>
}

const answer = z.object({ facts: factsValue, isFinal: z.boolean() })

/** A day after it came, an item without a preview will not get one any more. */
const HOPE_MS = 24 * 60 * 60 * 1000
const MOST_ITEMS = 50

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
  if (!parsed.success || JSON.stringify(parsed.data.facts) === JSON.stringify(file.facts)) return
  noteFacts(parts.doc, id, file.sha256, parsed.data.facts)
}

/** Asks again about one person's items of today that had no preview yet when their page was left. */
export async function mendFacts(parts: LateParts, by: string): Promise<void> {
  let asked = 0
  for (const [id, record] of recordsOf(parts.doc)) {
    const file = fileValue.safeParse(record.get('file'))
    const facts = factsValue.safeParse(record.get('facts'))
    if (!file.success || !facts.success || facts.data.previewSha256 !== undefined) continue
    const isOwn = record.get('createdBy') === by
    const isFresh = Date.now() - Date.parse(String(record.get('createdAt'))) < HOPE_MS
    if (!isOwn || !isFresh || !/^(image|video)\//.test(file.data.type) || ++asked > MOST_ITEMS)
      continue
    await followFacts(parts, id as EvidenceId, { sha256: file.data.sha256, facts: facts.data })
  }
}
