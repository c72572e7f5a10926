import { strFromU8, unzipSync } from 'fflate'
import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { addEvidence, putEntry } from '../../shared/board/actions.ts'
import { createBoardDocument } from '../../shared/board/new-board.ts'
import { readBoard } from '../../shared/board/sanitise.ts'
import type { EvidenceId } from '../../shared/evidence/kinds.ts'
import { hasSubtitles, subtitlesZip } from '../../shared/export/subtitles/subtitles-zip.ts'
import { webVtt } from '../../shared/export/subtitles/web-vtt.ts'
import { cuesOf } from '../../shared/media/cues.ts'
import { openSample } from '../support/sample-board.ts'

const at = '2026-11-26T01:00:00.000Z'

type Board = { doc: Y.Doc; clip: EvidenceId }

function boardWithClip(title = 'The walk'): Board {
  const doc = new Y.Doc()
  Y.applyUpdate(doc, createBoardDocument())
  return { doc, clip: addEvidence(doc, { kind: 'video', by: 'Mara', fields: { title } }) }
}

function quote({ doc, clip }: Board, fields: Record<string, unknown>): EvidenceId {
  const mediaRange = { of: clip, startS: 1.25, endS: 3 }
  return addEvidence(doc, { kind: 'quote', by: 'Mara', fields: { mediaRange, ...fields } })
}

async function unpacked(
  evidence: ReturnType<typeof readBoard>['evidence'],
  read: (sha256: string) => Promise<Uint8Array> = async () => new Uint8Array(),
): Promise<Record<string, string>> {
  const board = { title: 'A board', moment: 'now', at, ties: [], canvas: [], evidence }
  const zip = unzipSync((await subtitlesZip(board, read)).bytes)
  return Object.fromEntries(Object.entries(zip).map(([name, bytes]) => [name, strFromU8(bytes)]))
}

test('[X7] quotes bound to a clip leave as WebVTT, a file a language, with the speaker and what speaks against them', async () => {
  const board = boardWithClip()
  quote(board, {
    words: 'Вперёд & <дальше> --> туда\n\n2',
    language: 'ru',
    translation: 'Forward',
    translationLanguage: 'en',
    translator: 'Mara',
    speaker: 'A <soldier>',
    verification: { status: 'could-not-confirm', reason: 'Too faint', by: 'Mara', at },
  })
  quote(board, {
    words: 'Ще раз',
    language: 'uk',
    mediaRange: { of: board.clip, startS: 0, endS: 0 },
  })
  quote(board, { words: 'Elsewhere', mediaRange: { of: 'evidence:gone', startS: 0, endS: 1 } })
  const { evidence } = readBoard(board.doc)
  expect(hasSubtitles({ evidence })).toBe(true)
  const files = await unpacked(evidence)
  expect(Object.keys(files).toSorted()).toEqual([
    'The walk/translation.en.vtt',
    'The walk/words.ru.vtt',
    'The walk/words.uk.vtt',
  ])
  const russian = cuesOf(files['The walk/words.ru.vtt'] ?? '')
  expect(russian.leftOut).toBe(0)
  expect(russian.cues).toHaveLength(1)
  expect(russian.cues[0]).toMatchObject({ startS: 1.25, endS: 3, speaker: 'A <soldier>' })
  expect(russian.cues[0]?.text).toMatch(/^Вперёд & <дальше> --> туда\n2\n\[Could not confirm\]/)
  expect(files['The walk/words.ru.vtt']).toContain('A board · now · 2026-11-26 01:00 UTC')
  expect(files['The walk/translation.en.vtt']).toContain('Translated by Mara.')
  // A quote of a moment is shown for a while; nobody is named whom nobody named.
  expect(cuesOf(files['The walk/words.uk.vtt'] ?? '').cues).toEqual([
    { startS: 0, endS: 2, text: 'Ще раз' },
  ])
  expect(files['The walk/words.uk.vtt']).toContain('Speaker not identified.')
})

test('[X7] notes of the team stand in a file of their own, and subtitle files leave as they were received', async () => {
  const board = boardWithClip('../..\\ a: "clip"?')
  const sha256 = 'ab'.repeat(32)
  const file = { sha256, size: 3, type: 'text/vtt', name: '../walk.ko.vtt' }
  const subtitle = { file, language: 'ko', label: '', by: 'Mara', at }
  for (const _ of ['once', 'and again'])
    putEntry(board.doc, board.clip, { field: 'subtitles', entry: 'subtitle' }, subtitle)
  putEntry(
    board.doc,
    board.clip,
    { field: 'markers', entry: 'marker' },
    { startS: 3725.04, endS: null, note: 'Door opens', by: 'Mara', at },
  )
  const asked: string[] = []
  const files = await unpacked(readBoard(board.doc).evidence, async (hash) => {
    asked.push(hash)
    return new TextEncoder().encode('as it came')
  })
  const names = Object.keys(files).toSorted()
  expect(names).toHaveLength(3)
  for (const name of names) expect(name).not.toMatch(/\.\.|\\|["?:]/)
  expect(Object.values(files).filter((text) => text === 'as it came')).toHaveLength(2)
  expect(asked).toEqual([sha256, sha256])
  const notes = files[names.find((name) => name.includes('notes')) ?? ''] ?? ''
  expect(notes).toContain('01:02:05.040 --> 01:02:07.040\nDoor opens')
  expect(notes).toContain('Nothing of it is said in the clip.')
})

test('[X7] a board without words for any clip has no subtitles, and says so', () => {
  const board = boardWithClip()
  expect(hasSubtitles(readBoard(board.doc))).toBe(false)
  expect(hasSubtitles(openSample())).toBe(true)
})

test('[X7] a note holds no arrow and no empty line, so that no player reads it as words', () => {
  const text = webVtt(['a --> b\n\n00:00.000 --> 00:01.000\nnot said'], [])
  expect(text).toBe('WEBVTT\n\nNOTE\na → b\n00:00.000 → 00:01.000\nnot said\n')
  expect(cuesOf(text).cues).toEqual([])
})
