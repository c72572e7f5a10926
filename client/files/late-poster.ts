import { factsValue, fileValue } from '../../shared/evidence/fields.ts'
import type { EvidenceId } from '../../shared/evidence/kinds.ts'
import { recordsOf } from '../../shared/board/layout.ts'
import { storedFile } from '../../shared/protocol/http.ts'
import type { LateParts } from './late-facts.ts'
import { makePoster } from './make-poster.ts'
import { noteFacts } from './upload-records.ts'

/** Gives a clip the poster that a server without a decoder could not make; the original is not touched. */
export async function bringPoster(parts: LateParts, id: EvidenceId, clip: File): Promise<void> {
  const record = recordsOf(parts.doc).get(id)
  const file = fileValue.safeParse(record?.get('file'))
  const facts = factsValue.safeParse(record?.get('facts'))
  if (!file.success || !facts.success || facts.data.previewSha256 !== undefined) return
  if (!file.data.type.startsWith('video/')) return
  const poster = await makePoster(clip)
  if (!poster) return
  const body = new FormData()
  body.append('file', poster, 'poster.webp')
  const { origin = '', boardId, headers = {} } = parts
  const response = await fetch(`${origin}/api/boards/${boardId}/files`, {
    method: 'POST',
    headers,
    body,
  })
  const stored = storedFile.safeParse(await response.json())
  if (!stored.success) return
  const previewSha256 = stored.data.sha256
  noteFacts(parts.doc, id, file.data.sha256, { ...facts.data, previewSha256 })
}
