import type * as Y from 'yjs'
import { putEntry } from '../../shared/board/actions.ts'
import type { EvidenceId } from '../../shared/evidence/kinds.ts'
import { cuesOf, type Cues } from '../../shared/media/cues.ts'
import { storedFile } from '../../shared/protocol/http.ts'
import { fileAddress } from '../api.ts'
import { sentenceOf } from '../files/tus-sending.ts'
import { messages } from './media-messages.ts'

type Parts = { doc: Y.Doc; boardId: string; me: { name: string } }

/**
 * Keeps a subtitle file on the board, byte for byte, and names it on its clip.
 *
 * @returns a sentence where it was refused; null where it is there
 */
export async function addSubtitles(
  { doc, boardId, me }: Parts,
  id: EvidenceId,
  file: File,
): Promise<string | null> {
  if (cuesOf(textIn(await file.arrayBuffer())).cues.length === 0) return messages.words.refused
  const body = new FormData()
  body.append('file', file, file.name)
  const address = fileAddress(boardId, '').replace(/\/$/, '')
  const response = await fetch(address, { method: 'POST', body }).catch(() => null)
  if (!response) return messages.words.unreadable
  const text = await response.text()
  if (!response.ok) return sentenceOf(text) ?? messages.words.unreadable
  const { facts: _, ...stored } = storedFile.parse(JSON.parse(text))
  putEntry(
    doc,
    id,
    { field: 'subtitles', entry: 'subtitle' },
    {
      file: { ...stored, name: file.name.slice(0, 500) },
      language: languageIn(file.name),
      label: file.name.slice(0, 300),
      by: me.name,
      at: new Date().toISOString(),
    },
  )
  return null
}

/** @throws Error where the file cannot be fetched */
export async function readCues(boardId: string, sha256: string): Promise<Cues> {
  const response = await fetch(fileAddress(boardId, sha256))
  if (!response.ok) throw new Error(messages.words.unreadable)
  return cuesOf(textIn(await response.arrayBuffer()))
}

/** UTF-8, unless a byte order mark says UTF-16. */
function textIn(bytes: ArrayBuffer): string {
  const [first, second] = new Uint8Array(bytes)
  if (first === 0xff && second === 0xfe) return new TextDecoder('utf-16le').decode(bytes)
  if (first === 0xfe && second === 0xff) return new TextDecoder('utf-16be').decode(bytes)
  return new TextDecoder().decode(bytes)
}

/** `walk.ko.vtt` → "ko": the usual way of naming them. Empty where the name says nothing. */
function languageIn(name: string): string {
  return /\.([a-z]{2,3}(?:-[a-z0-9]{2,8})?)\.(?:vtt|srt)$/i.exec(name)?.[1] ?? ''
}
