import { execFile } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { addEvidence } from '../../shared/board/actions.ts'
import { addCard } from '../../shared/board/canvas-actions.ts'
import { createBoardDocument } from '../../shared/board/new-board.ts'
import { FIRST_PAGE } from '../../shared/board/layout.ts'
import { addBriefing, addScene } from '../../shared/briefing/actions.ts'
import { readPdf } from '../../client/export/led-back/read-whole-file.ts'
import { judgedByC2pa } from '../support/c2pa.ts'
import { chromiumPath } from '../support/chromium.ts'
import { folderWithBoards } from '../support/folder-with-boards.ts'
import { hasFontconfig, hasFontFor } from '../support/has-font-for.ts'
import { hasPoppler } from '../support/needs-poppler.ts'
import { operatorCertificate } from '../support/operator-certificate.ts'

const BOARD = 'board-of-handout'
const BRIEFING = 'What we know so far'
const TITLE =
  'Depot by the river: what was seen there between the first of March and the last of May, by whom, and what of it could be confirmed by anybody who was not there'
const SCENE =
  'The yard, the hall and the road to the north, as they were seen from the tower, from above and by those who worked there, in the order in which they were posted'
const ITEMS = 100
const HEBREW = 'המשאיות יצאו מהמחסן לפני עלות השחר, ואיש לא אישר זאת'
const JAPANESE = '倉庫を出たトラックの台数は確認できていない'

test.skipIf(!hasPoppler() || chromiumPath() === null)(
  '[X66] [X67] [X68] [X70] [X72] a handout keeps long titles, blank lines, a hundred long items and every script on its pages; pictures and PDFs of the command line are signed by the operator',
  async () => {
    const dataDir = await folderWithBoards([{ id: BOARD, title: TITLE, update: longBoard() }])
    const { certificate, key } = await operatorCertificate()
    const env = {
      ...process.env,
      DATA_DIR: dataDir,
      LOG_LEVEL: 'error',
      CONTENT_CREDENTIALS_CERTIFICATE: certificate,
      CONTENT_CREDENTIALS_KEY: key,
    }
    const exported = async (name: string, ...args: string[]) => {
      const out = join(process.env['KEEP_PICTURES'] ?? dataDir, name)
      const command = ['server/cli.ts', 'board', 'export', BOARD, '--out', out, ...args]
      await promisify(execFile)(process.execPath, command, { env })
      return out
    }
    const [pdf, png] = await Promise.all([
      exported('handout.pdf', '--briefing', BRIEFING, '--scale', '0.5'),
      exported('board.png', '--scale', '0.5'),
    ])
    const pages = await pagesOf(pdf)
    expectWholeTitles(pages)
    expectNotesApart(pages)
    expectEveryItem(pages)
    const all = pages.map(({ text }) => text).join(' ')
    expect(all).toContain(HEBREW)
    expect(all.replaceAll(' ', '')).toContain(JAPANESE)

    const isSaid = all.includes('Some letters could not be drawn: Chinese characters')
    if (hasFontconfig()) expect(isSaid).toBe(!hasFontFor('倉'))

    for (const [format, path] of [
      ['png', png],
      ['pdf', pdf],
    ] as const) {
      const said = await judgedByC2pa(format, Uint8Array.from(await readFile(path)))
      expect(said).toMatchObject({ state: 'Valid', failures: ['signingCredential.untrusted'] })
      const about = said.assertions.find(({ label }) => label === 'redstring.picture')
      expect(about?.data).toMatchObject({ board: BOARD, title: TITLE, seq: 2 })
    }
    const read = await readPdf(Uint8Array.from(await readFile(pdf)))
    expect(read).toMatchObject({ verdict: 'unaltered', credentials: {} })
  },
)

type Word = { text: string; left: number; right: number; top: number; bottom: number }
type PdfPage = { w: number; h: number; words: Word[]; text: string }

/** The words of each page as poppler finds them, and where, in points from the upper left corner. */
async function pagesOf(pdf: string): Promise<PdfPage[]> {
  const run = promisify(execFile)
  const { stdout } = await run('pdftotext', ['-bbox', pdf, '-'], { maxBuffer: 50_000_000 })
  return stdout
    .split('<page ')
    .slice(1)
    .map((page) => {
      const [w = 0, h = 0] = numbersOf(page.slice(0, page.indexOf('>')))
      const words = [...page.matchAll(/<word ([^>]+)>(.*?)<\/word>/gu)].map(
        ([, box = '', text = '']): Word => {
          const [left = 0, top = 0, right = 0, bottom = 0] = numbersOf(box)
          return { text, left, top, right, bottom }
        },
      )
      return { w, h, words, text: words.map(({ text }) => text).join(' ') }
    })
}

function numbersOf(attributes: string): number[] {
  return [...attributes.matchAll(/"([\d.-]+)"/g)].map(([, number]) => Number(number))
}

function expectWholeTitles(pages: readonly PdfPage[]): void {
  for (const [at, { w, h, words, text }] of pages.entries()) {
    // What the page is of, whole, on every one of them.
    expect(text).toContain(TITLE)
    expect(text).toContain(`Page ${at + 1} of ${pages.length}`)
    const outside = words.filter(
      ({ left, right, bottom }) => left <= 0 || right >= w || bottom >= h,
    )
    expect(outside).toEqual([])
  }
  expect(pages[0]?.text).toContain(`Scene 1: ${SCENE}`)
}

function expectNotesApart(pages: readonly PdfPage[]): void {
  const [page, next] = pages
  const at = (text: string) => {
    const word = page?.words.find((each) => each.text === text)
    if (!word) throw new Error(`“${text}” is not on the page`)
    return word
  }
  expect(page?.text).toContain('Second. Speaker notes Note-1.')
  // A blank line is one: it takes more room than the end of a line.
  const line = at('Note-2.').top - at('Note-1.').top
  expect(at('Second.').top - at('First.').top).toBeGreaterThan(line * 1.3)
  // What the first page has no room for goes on under the same heading.
  expect(next?.text).toMatch(/^Scene 1: .* \(continued\) Note-\d+\./)
  const notes = pages.flatMap(({ text }) => text.match(/Note-\d+\./g) ?? [])
  expect(notes).toEqual(Array.from({ length: 60 }, (_, n) => `Note-${n + 1}.`))
}

/** Once as its name and once whole, in the legend: no page ends within one that has begun unless it is longer. */
function expectEveryItem(pages: readonly PdfPage[]): void {
  const text = pages.map((page) => page.text).join(' ')
  for (let n = 1; n <= ITEMS; n++) expect(text).toContain(`End-${n}.`)
}

function longBoard(): Uint8Array {
  const doc = new Y.Doc()
  Y.applyUpdate(doc, createBoardDocument())
  const before = Y.encodeStateVector(doc)
  const by = 'Mara'
  for (let n = 1; n <= ITEMS; n++) {
    const statement = `Claim ${n}. ${'Somebody saw trucks leave the yard by the road to the north before dawn. '.repeat(4)}End-${n}.`
    const id = addEvidence(doc, { kind: 'claim', by, fields: { statement } })
    addCard(doc, id, { x: (n % 10) * 360, y: Math.floor(n / 10) * 300 })
  }
  for (const [at, [language, words]] of [
    ['he', HEBREW],
    ['ja', JAPANESE],
  ].entries()) {
    const id = addEvidence(doc, { kind: 'quote', by, fields: { words, language } })
    addCard(doc, id, { x: at * 360, y: -300 })
  }
  const briefing = addBriefing(doc, { title: BRIEFING, by })
  const scene = { briefing, by, page: FIRST_PAGE }
  addScene(doc, {
    ...scene,
    title: SCENE,
    description: 'First.\n\nSecond.',
    notes: Array.from({ length: 60 }, (_, n) => `Note-${n + 1}.`).join('\n'),
    frame: { x: -40, y: -340, w: 1920, h: 1080 },
  })
  addScene(doc, {
    ...scene,
    title: HEBREW,
    description: `${HEBREW}.\n\n${JAPANESE}。`,
    notes: `1. ${HEBREW} (12)\n\n「${JAPANESE}」`,
    frame: { x: -40, y: -340, w: 3700, h: 3700 },
  })
  return Y.encodeStateAsUpdate(doc, before)
}
