import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { guessKind, kindOfStored } from '../../client/files/file-kind.ts'
import { freeCentre, gridAround, type Box, type Size } from '../../client/board/ways-in-grid.ts'
import { addressesIn, addressOf, siteOf, titleOf } from '../../client/board/ways-in-text.ts'

describe('kinds', () => {
  test.each([
    ['walk.MP4', '', 'video'],
    ['clip', 'video/webm', 'video'],
    ['dash.MOV', 'video/quicktime', 'video'],
    ['a.jpeg', 'image/jpeg', 'photo'],
    ['iPhone.HEIC', '', 'photo'],
    ['scene.tif', 'image/tiff', 'satellite'],
    ['drawing.svg', 'image/svg+xml', 'document'],
    ['report.pdf', 'application/pdf', 'document'],
    ['voice.mp3', 'audio/mpeg', 'document'],
    ['README', '', 'document'],
  ] as const)('[F21] %s (%s) is taken for a %s', (name, type, kind) => {
    expect(guessKind({ name, type })).toBe(kind)
  })

  test('[F21] a picture with a world file beside it is a satellite snapshot', () => {
    const files = [
      { name: 'Naip_2014.jpg', type: 'image/jpeg' },
      { name: 'naip_2014.WLD' },
      { name: 'other.jgw' },
    ]
    expect(guessKind({ name: 'Naip_2014.jpg', type: 'image/jpeg' }, files)).toBe('satellite')
    expect(guessKind({ name: 'street.jpg', type: 'image/jpeg' }, files)).toBe('photo')
  })

  test('[F21] what was read from the file has the last word', () => {
    const facts = { crs: 'EPSG:4326' }
    expect(kindOfStored('photo', { type: 'image/jpeg', facts })).toBe('satellite')
    expect(kindOfStored('satellite', { type: 'image/tiff', facts: {} })).toBe('photo')
    expect(kindOfStored('satellite', { type: 'image/jpeg', facts: {} })).toBe('satellite')
    expect(kindOfStored('document', { type: 'video/mp4', facts: {} })).toBe('video')
    expect(kindOfStored('video', { type: 'text/html', facts: {} })).toBe('document')
    expect(kindOfStored('photo', { type: 'image/svg+xml', facts: {} })).toBe('document')
  })
})

describe('places', () => {
  const size = fc.record({
    w: fc.integer({ min: 50, max: 500 }),
    h: fc.integer({ min: 50, max: 500 }),
  })
  const sizes = fc.array(size, { minLength: 1, maxLength: 40 })
  const boxes = (corners: { x: number; y: number }[], of: Size[]): Box[] =>
    corners.map((corner, index) => ({ ...corner, w: of[index]?.w ?? 0, h: of[index]?.h ?? 0 }))
  const overlap = (a: Box, b: Box) =>
    a.x < b.x + b.w && b.x < a.x + a.w && a.y < b.y + b.h && b.y < a.y + a.h

  test('[F22] any number of cards of any size lie beside each other around the drop', () => {
    fc.assert(
      fc.property(sizes, (of) => {
        const laid = boxes(gridAround({ x: 100, y: 200 }, of), of)
        laid.forEach((box, index) =>
          laid.slice(index + 1).forEach((other) => expect(overlap(box, other)).toBe(false)),
        )
        const left = Math.min(...laid.map(({ x }) => x))
        const top = Math.min(...laid.map(({ y }) => y))
        expect(left).toBeLessThanOrEqual(100)
        expect(top).toBeLessThanOrEqual(200)
      }),
    )
  })

  test('[F22] one card lies with its middle where it was dropped', () => {
    expect(gridAround({ x: 100, y: 100 }, [{ w: 60, h: 40 }])).toEqual([{ x: 70, y: 80 }])
  })

  test('[F22] what is not dropped at a place finds a free one near the middle', () => {
    const taken = [{ x: -200, y: -200, w: 400, h: 400 }]
    const of = [{ w: 300, h: 200 }]
    const [corner] = gridAround(freeCentre({ x: 0, y: 0 }, of, { taken }), of)
    expect(
      overlap(
        { ...(corner ?? { x: 0, y: 0 }), w: 300, h: 200 },
        taken[0] ?? { x: 0, y: 0, w: 0, h: 0 },
      ),
    ).toBe(false)
    expect(Math.hypot(corner?.x ?? 0, corner?.y ?? 0)).toBeLessThan(700)
  })

  test('[F22] a free place in view is taken before a nearer one out of it', () => {
    const view = { x: -600, y: -200, w: 1200, h: 400 }
    const taken = [{ x: -150, y: -150, w: 300, h: 300 }]
    const of = [{ w: 300, h: 200 }]
    const [corner = { x: 0, y: 0 }] = gridAround(
      freeCentre({ x: 0, y: 0 }, of, { taken, view }),
      of,
    )
    expect(corner.y).toBeGreaterThanOrEqual(view.y)
    expect(corner.y + 200).toBeLessThanOrEqual(view.y + view.h)
    expect(Math.abs(corner.x + 150)).toBeGreaterThanOrEqual(300)
  })

  test('[F22] where nothing is free within reach, the middle it is', () => {
    const everywhere = [{ x: -1e5, y: -1e5, w: 2e5, h: 2e5 }]
    expect(freeCentre({ x: 3, y: 4 }, [{ w: 10, h: 10 }], { taken: everywhere })).toEqual({
      x: 3,
      y: 4,
    })
  })
})

describe('text', () => {
  test.each([
    ['https://t.me/astrapress/66742', ['https://t.me/astrapress/66742']],
    ['  www.nytimes.com/a  ', ['https://www.nytimes.com/a']],
    [
      'https://a.org\nhttp://b.org/x?y=1#z\r\nhttps://a.org',
      ['https://a.org', 'http://b.org/x?y=1#z'],
    ],
    ['see https://a.org', null],
    ['javascript:alert(1)', null],
    ['data:text/html,<script>', null],
    ['file:///etc/passwd', null],
    ['ftp://a.org', null],
    ['hello', null],
    ['', null],
  ])('[F23] %j', (text, expected) => {
    expect(addressesIn(text)).toEqual(expected)
  })

  test('[F23] only web addresses are addresses', () => {
    expect(addressOf('https://пример.рф/страница')).toBe('https://пример.рф/страница')
    expect(addressOf(`https://a.org/${'x'.repeat(9000)}`)).toBeNull()
    expect(siteOf('https://www.bbc.co.uk/news')).toBe('bbc.co.uk')
  })

  test('[F23] a title is one line, cut at a word, never in the middle of a character', () => {
    expect(titleOf('  They said\nit would   be soon. ')).toBe('They said it would be soon.')
    expect(titleOf('word '.repeat(30))).toMatch(/^(word )+word…$/)
    expect(titleOf('😀'.repeat(100)).isWellFormed()).toBe(true)
  })
})
