import { describe, expect, test } from 'vitest'
import { byteRangeOf } from '../../server/files/byte-range.ts'
import { inWords } from '../../server/files/incoming.ts'
import { cleanName, disposition, servingHeaders } from '../../server/files/serving.ts'

describe('ranges', () => {
  test.each([
    ['bytes=0-0', { start: 0, end: 0 }],
    ['bytes=2-5', { start: 2, end: 5 }],
    ['bytes=5-', { start: 5, end: 9 }],
    ['bytes=-3', { start: 7, end: 9 }],
    ['bytes=-30', { start: 0, end: 9 }],
    ['bytes=4-400', { start: 4, end: 9 }],
    ['bytes=10-', 'unsatisfiable'],
    ['bytes=-0', 'unsatisfiable'],
    ['bytes=99999999999999999999-', 'unsatisfiable'],
    ['bytes=5-2', 'whole'],
    ['bytes=0-1,4-5', 'whole'],
    ['lines=0-1', 'whole'],
    ['bytes=-', 'whole'],
    ['bytes=a-b', 'whole'],
    [undefined, 'whole'],
  ] as const)('[F4] %s of ten bytes', (header, expected) => {
    expect(byteRangeOf(header, 10)).toEqual(expected)
  })

  test('[F4] an empty file has no satisfiable range', () => {
    expect(byteRangeOf('bytes=0-', 0)).toBe('unsatisfiable')
    expect(byteRangeOf('bytes=-5', 0)).toBe('unsatisfiable')
  })
})

describe('types', () => {
  const headers = (type: string) => servingHeaders({ type, name: 'a', sha256: 'f'.repeat(64) })

  test.each([
    'image/jpeg',
    'image/png',
    'image/webp',
    'video/mp4',
    'video/webm',
    'video/quicktime',
    'audio/mpeg',
  ])('[F5] %s is shown in place', (type) => {
    expect(headers(type)['Content-Type']).toBe(type)
    expect(headers(type)['Content-Disposition']).toMatch(/^inline;/)
  })

  test.each([
    'text/html',
    'image/svg+xml',
    'application/xhtml+xml',
    'application/xml',
    'text/xml',
    'text/javascript',
    'application/javascript',
    'application/vnd.google-earth.kml+xml',
    'text/css',
    'text/markdown',
  ])('[F5] %s is handed out as bytes to keep, never as itself', (type) => {
    expect(headers(type)['Content-Type']).toBe('application/octet-stream')
    expect(headers(type)['Content-Disposition']).toMatch(/^attachment;/)
  })

  test.each([
    'application/pdf',
    'application/zip',
    'application/json',
    'image/tiff',
    'text/plain',
    'x/y',
  ])('[F5] %s is a download', (type) => {
    expect(headers(type)['Content-Disposition']).toMatch(/^attachment;/)
  })

  test('[F5] every answer is sandboxed, unsniffable and kept private', () => {
    for (const type of ['text/html', 'video/mp4', 'x/y']) {
      expect(headers(type)).toMatchObject({
        'X-Content-Type-Options': 'nosniff',
        'Content-Security-Policy': expect.stringMatching(/default-src 'none';.*sandbox$/),
        'Cache-Control': expect.stringContaining('private'),
      })
    }
  })
})

describe('names', () => {
  test.each([
    ['/etc/passwd', 'passwd'],
    ['..\\..\\boot.ini', 'boot.ini'],
    ['..', 'unnamed'],
    ['', 'unnamed'],
    ['a\u0000b\r\nc.txt', 'abc.txt'],
    ['Видео из Сергеевки.mp4', 'Видео из Сергеевки.mp4'],
    ['broken \ud800 half.jpg', 'broken \ufffd half.jpg'],
  ])('[F6] %j is kept as %j', (name, expected) => {
    expect(cleanName(name)).toBe(expected)
  })

  test('[F6] a very long name keeps its beginning and its ending', () => {
    const name = cleanName(`${'x'.repeat(5000)}.mp4`)
    expect(name.length).toBeLessThanOrEqual(300)
    expect(name).toMatch(/^xxx.*\.mp4$/)
  })

  test('[F6] a header holds any name and nothing more than one', () => {
    expect(disposition('attachment', 'Ü "x"; filename=evil.html\r\nSet-Cookie: a=b')).toBe(
      `attachment; filename="_ _x_; filename=evil.htmlSet-Cookie: a=b"; filename*=UTF-8''%C3%9C%20%22x%22%3B%20filename%3Devil.htmlSet-Cookie%3A%20a%3Db`,
    )
  })

  test('[F6] marks that turn the direction of text do not disguise an ending', () => {
    expect(disposition('attachment', 'photo\u202egpj.exe')).toContain('filename="photogpj.exe"')
  })
})

test('[F8] sizes are said in words', () => {
  expect([0, 1023, 1536, 20 * 1024 ** 3].map(inWords)).toEqual([
    '0 bytes',
    '1023 bytes',
    '1.5 kB',
    '20 GB',
  ])
})
