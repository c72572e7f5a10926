import fc from 'fast-check'
import sharp from 'sharp'
import { expect, test } from 'vitest'
import { layOutPicture } from '../../client/export/picture/layout.ts'
import { pieceName, planOf } from '../../client/export/picture/pieces.ts'
import { codedPictureOf, jpegWithXmp, xmpInJpeg } from '../../shared/export/picture/jpeg-xmp.ts'
import { layOutLegend, legendPages } from '../../shared/export/picture/legend-layout.ts'
import { lettersByKind, undrawnWithRemedy } from '../../shared/export/picture/kinds-of-letters.ts'
import { legendOf } from '../../shared/export/picture/legend.ts'
import { factsInXmp, xmpOf, type PictureFacts } from '../../shared/export/picture/picture-facts.ts'
import { isPlainPng, pngWithXmp, xmpInPng } from '../../shared/export/picture/png-xmp.ts'
import { doubtsOf } from '../../shared/evidence/doubts.ts'
import { hedgeOf } from '../../shared/evidence/hedge.ts'
import { textOf } from '../../shared/evidence/values.ts'
import { titleOf } from '../../shared/evidence/wording.ts'
import { openSample } from '../support/sample-board.ts'

const hash = 'ab'.repeat(32)
const facts: PictureFacts = {
  boardId: 'QrCKgo5WXaL970uV',
  title: 'Depot & “yard” <1>',
  seq: 120,
  moment: 'Version “Draft 2”',
  at: '2026-11-24T14:05:00.000Z',
  logHash: hash,
  sources: ['cd'.repeat(32)],
  moreSources: 0,
  pixels: hash,
  covers: 'picture',
}

function sampleLegend() {
  const sample = openSample()
  const legend = legendOf({
    ...facts,
    what: 'The whole board',
    people: ['Mara', 'Kim'],
    shown: sample.evidence,
    undrawn: [],
  })
  return { sample, legend }
}

/** As wide as a plain font sets it, which is enough to lay words out. */
const measure = (text: string, { size }: { size: number }) => text.length * size * 0.5

async function pictureBytes(format: 'png' | 'jpeg'): Promise<Uint8Array<ArrayBuffer>> {
  const image = sharp({ create: { width: 40, height: 30, channels: 3, background: '#c33' } })
  return Uint8Array.from(await image.toFormat(format).toBuffer())
}

test('[X20] the legend names board, version, time, people and every item with its status', () => {
  const { sample, legend } = sampleLegend()
  expect(legend.about.join(' ')).toContain('Version “Draft 2” · 2026-11-24 14:05 UTC')
  expect(legend.about.join(' ')).toContain('Mara, Kim')
  const items = legend.groups.flatMap((group) => group.items)
  expect(items.length).toBe(sample.evidence.length)
  const clip3 = items.find(({ name }) => name === 'Clip 3: a long line of men indoors')
  expect(clip3?.standing).toBe('Video · Could not confirm')
  expect(clip3?.sources.join(' ')).toContain('Centre for Strategic Communication')
  const own = sample.evidence.find((item) => titleOf(item) === clip3?.name)
  expect(own && doubtsOf(own).length).toBeGreaterThan(2)
  expect(clip3?.doubts).toEqual(expect.arrayContaining(own ? doubtsOf(own) : []))
  expect(legend.groups.map(({ title }) => title).slice(0, 2)).toEqual([
    'Not known',
    'Could not be confirmed',
  ])
})

test('[X30] the legend holds whole what a card may have no room for, with its hedge', () => {
  const { sample, legend } = sampleLegend()
  const items = legend.groups.flatMap((group) => group.items)
  for (const item of sample.evidence) {
    const own = items.find(({ name }) => name === titleOf(item))
    const said = [own?.name, ...(own?.words ?? [])].join('\n')
    for (const key of ['statement', 'words', 'translation', 'asks', 'answer', 'excerpt'])
      expect(said).toContain(textOf(item, key) ?? '')
    expect(said).toContain(hedgeOf(item) ?? '')
  }
})

test('[X31] a legend of very long words, without spaces too, is set in columns and loses no letter', () => {
  const family = '👩‍👩‍👧'
  const texts = [
    'абвгд'.repeat(900),
    '証拠の看板'.repeat(500),
    family.repeat(300),
    'שלום עולם '.repeat(300),
  ]
  const legend = {
    title: 'Long',
    about: [],
    undrawn: [],
    groups: [
      {
        title: 'Not verified yet',
        items: texts.map((text) => ({
          name: 'Claim',
          standing: 'Claim · Unverified',
          words: [text],
          sources: [],
          doubts: [],
        })),
      },
    ],
  }
  const { runs, h } = layOutLegend(legend, { w: 1600, factor: 1, measure })
  const said = runs.map(({ text }) => text).join('')
  for (const text of texts)
    expect(said.replaceAll(' ', '')).toContain(text.replaceAll(' ', '').slice(0, 400))
  const lettersOf = (text: string, letter: string) => text.split(letter).length - 1
  expect(lettersOf(said, family)).toBe(300)
  // No line begins or ends within a letter.
  expect(runs.every(({ text }) => !text.startsWith('\u200d') && !text.endsWith('\u200d'))).toBe(
    true,
  )
  // Columns share what is long: none stands alone beside empty ones.
  const columns = new Map<number, number>()
  for (const { x, y } of runs.filter(({ size }) => size === 14)) {
    const column = Math.floor(x / (1600 / 3))
    columns.set(column, Math.max(columns.get(column) ?? 0, y))
  }
  expect(columns.size).toBe(3)
  for (const bottom of columns.values()) expect(bottom).toBeGreaterThan(h * 0.7)
})

test('[X20] a legend keeps every word, in columns of any width and on pages', () => {
  const { legend } = sampleLegend()
  const words = JSON.stringify([legend.title, legend.about, legend.groups].flat()).match(
    /[\p{L}\p{N}]{3,}/gu,
  )
  const wanted = new Set(
    (words ?? []).filter(
      (word) =>
        !['items', 'name', 'title', 'standing', 'words', 'sources', 'doubts'].includes(word),
    ),
  )
  const missingIn = (runs: readonly { text: string }[]) => {
    const said = runs.map(({ text }) => text).join('')
    return [...wanted].filter((word) => !said.includes(word))
  }
  for (const w of [440, 1700, 6000]) {
    const layout = layOutLegend(legend, { w, factor: 1, measure })
    expect(missingIn(layout.runs)).toEqual([])
    for (const run of layout.runs) {
      expect(run.x + measure(run.text, run)).toBeLessThanOrEqual(w)
      expect(run.y).toBeLessThan(layout.h)
    }
  }
  const pages = legendPages(legend, { w: 842, h: 575, factor: 0.62, measure })
  expect(pages.length).toBeGreaterThan(1)
  expect(missingIn(pages.flatMap(({ runs }) => runs))).toEqual([])
  for (const { runs } of pages) for (const { y } of runs) expect(y).toBeLessThan(575)
})

test('[X72] letters are told by what people call them, and the legend names those that could not be drawn', () => {
  const found = lettersByKind('Depot 12 — 倉庫のトラック, מחסן, склад 🐢 倉')
  expect([...found].map(([name, letters]) => [name, letters.join('')])).toEqual([
    ['Chinese characters', '倉庫'],
    ['Japanese kana', 'のトラック'],
    ['Hebrew', 'מחסן'],
    ['Cyrillic', 'склад'],
    ['emoji', '🐢'],
  ])
  const names = ['Chinese characters', 'emoji']
  const { legend } = sampleLegend()
  const linesOf = (undrawn: string[]) =>
    [
      layOutLegend({ ...legend, undrawn }, { w: 1600, factor: 1, measure }),
      legendPages({ ...legend, undrawn }, { w: 842, h: 575, factor: 0.62, measure })[0],
    ].map((layout) => layout?.runs.map(({ text }) => text).join(' '))
  for (const words of linesOf(names))
    expect(words).toContain('Some letters could not be drawn: Chinese characters, emoji.')
  for (const words of linesOf([])) expect(words).not.toContain('could not be drawn')
  expect(undrawnWithRemedy(names, 'png')).toContain(
    'apt-get install fonts-noto-cjk fonts-noto-color-emoji',
  )
})

test('[X20] a tall picture has its legend beside it, any other under it', () => {
  const { legend } = sampleLegend()
  const wide = layOutPicture({ w: 2000, h: 1200 }, { legend, measure })
  expect(wide.legend).toMatchObject({ x: 0, y: 1200, w: 2000 })
  const tall = layOutPicture({ w: 600, h: 2400 }, { legend, measure })
  expect(tall.legend).toMatchObject({ x: 600, y: 0 })
  expect(tall.h).toBeGreaterThanOrEqual(2400)
  expect(layOutPicture({ w: 600, h: 500 }, { legend: null, measure })).toMatchObject({
    w: 600,
    h: 500,
  })
})

test('[X22] a picture too large for one file goes into pieces that fit edge to edge, never made smaller', () => {
  const canHold = () => true
  expect(planOf({ w: 6000, h: 4000 }, { scale: 2, canHold })).toEqual({
    is: 'whole',
    w: 12_000,
    h: 8000,
  })
  const plan = planOf({ w: 6017, h: 8991 }, { scale: 4, canHold })
  expect(plan.is).toBe('pieces')
  if (plan.is !== 'pieces') return
  const area = plan.pieces.reduce((sum, { w, h }) => sum + w * h, 0)
  expect(area).toBe(24_068 * 35_964)
  expect(plan.pieces.length).toBe(plan.across * plan.down)
  const names = plan.pieces.map((_, at) => pieceName(at, { ...plan, format: 'jpeg' }))
  expect(names.toSorted()).toEqual(names)
  expect(new Set(names).size).toBe(names.length)
  expect(planOf({ w: 100, h: 100 }, { scale: 1, canHold: () => false }).is).toBe('pieces')
})

test('[X23] what a picture says of itself comes back out of PNG and JPEG, and its pixels stay', async () => {
  const xmp = xmpOf(facts)
  const png = pngWithXmp(await pictureBytes('png'), xmp)
  expect(factsInXmp(xmpInPng(png) ?? '')).toEqual(facts)
  expect(await sharp(png).raw().toBuffer()).toEqual(
    await sharp(await pictureBytes('png'))
      .raw()
      .toBuffer(),
  )
  expect((await sharp(png).metadata()).xmp?.toString()).toContain(facts.logHash)
  const plain = await pictureBytes('jpeg')
  const jpeg = jpegWithXmp(plain, xmp)
  expect(factsInXmp(xmpInJpeg(jpeg) ?? '')).toEqual(facts)
  expect((await sharp(jpeg).metadata()).xmp?.toString()).toContain(facts.logHash)
  expect(codedPictureOf(jpeg)).toEqual(codedPictureOf(plain))
  const again = jpegWithXmp(jpeg, xmpOf({ ...facts, title: 'Other' }))
  expect(factsInXmp(xmpInJpeg(again) ?? '')?.title).toBe('Other')
})

test('[X23] what turns a picture, colours it or moves it is no part of what is only said about it', async () => {
  const jpeg = await pictureBytes('jpeg')
  const turned = Buffer.from('ffe10022457869660000', 'hex')
  const exif = Buffer.concat([turned, Buffer.alloc(0x22 + 2 - turned.length)])
  const withExif = Buffer.concat([jpeg.subarray(0, 2), exif, jpeg.subarray(2)])
  expect(codedPictureOf(Uint8Array.from(withExif))).not.toEqual(codedPictureOf(jpeg))

  const png = pngWithXmp(await pictureBytes('png'), xmpOf(facts))
  expect(isPlainPng(png)).toBe(true)
  const seen = ['gAMA', 'iCCP', 'acTL', 'eXIf'].filter((type) => {
    const chunk = Buffer.from(`\0\0\0\0${type}\0\0\0\0`, 'latin1')
    const marked = Buffer.concat([png.subarray(0, 33), chunk, png.subarray(33)])
    return isPlainPng(Uint8Array.from(marked))
  })
  expect(seen).toEqual([])
})

test('[X23] what people call a board cannot become anything else in a picture', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 80 }), (title) => {
      // oxlint-disable-next-line no-control-regex -- XML has no place for these
      const kept = title.replaceAll(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '')
      expect(factsInXmp(xmpOf({ ...facts, title }))?.title).toBe(kept)
    }),
  )
})

test('[X23] damaged and foreign pictures say nothing', async () => {
  expect(factsInXmp('<x:xmpmeta/>')).toBeNull()
  expect(factsInXmp(xmpOf({ ...facts, logHash: 'no hash' }))).toBeNull()
  const png = pngWithXmp(await pictureBytes('png'), xmpOf(facts))
  for (let length = 0; length < png.length; length += 97)
    expect(() => xmpInPng(png.slice(0, length))).not.toThrow()
  const jpeg = jpegWithXmp(await pictureBytes('jpeg'), xmpOf(facts))
  for (let length = 0; length < jpeg.length; length += 97)
    expect(() => xmpInJpeg(jpeg.slice(0, length))).not.toThrow()
})
