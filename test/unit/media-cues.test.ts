import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { cuesOf, isSubRip, isWebVtt } from '../../shared/media/cues.ts'

const vtt = `WEBVTT - found with the clip
Kind: captions

NOTE who is who is not known

STYLE
::cue { color: red }

intro
00:01.000 --> 00:04.250 align:start position:10%
<v Man behind the camera>Quiet &amp; <i>fast</i></v>

1:00:00.5 --> 100:00:01.000
<00:00:01.000><c.loud>Look</c> there
a < b
`

const srt = `1
00:00:01,000 --> 00:00:02,500
{\\an8}<font color="#fff">Стой!</font>
second line

2
00:00:03,000 --> 00:00:04,000
x < y & <b>bold</b>
`

describe('subtitles', () => {
  test('[F40] WebVTT becomes cues: times, plain text, and the speaker where one is named', () => {
    expect(cuesOf(vtt)).toEqual({
      cues: [
        { startS: 1, endS: 4.25, text: 'Quiet & fast', speaker: 'Man behind the camera' },
        { startS: 3600.5, endS: 360_001, text: 'Look there\na < b' },
      ],
      leftOut: 0,
    })
  })

  test('[F40] SubRip becomes cues, and what is no tag stays text', () => {
    expect(cuesOf(srt)).toEqual({
      cues: [
        { startS: 1, endS: 2.5, text: 'Стой!\nsecond line' },
        { startS: 3, endS: 4, text: 'x < y & bold' },
      ],
      leftOut: 0,
    })
  })

  test.each(['\r\n', '\r', '\n'])('[F40] with %j as the end of a line', (end) => {
    expect(cuesOf(`\uFEFF${srt.replaceAll('\n', end)}`)).toEqual(cuesOf(srt))
    expect(cuesOf(`\uFEFF${vtt.replaceAll('\n', end)}`)).toEqual(cuesOf(vtt))
  })

  test('[F40] two voices of one passage are two cues, in their order', () => {
    const { cues } = cuesOf('WEBVTT\n\n00:01.000 --> 00:02.000\n<v A>Who?</v> <v.loud B>Me.')
    expect(cues).toEqual([
      { startS: 1, endS: 2, text: 'Who?', speaker: 'A' },
      { startS: 1, endS: 2, text: 'Me.', speaker: 'B' },
    ])
  })

  test('[F40] blocks without a blank line between them, and cues out of order, are read', () => {
    const { cues } = cuesOf('1\n00:00:05,0 --> 00:00:06,0\nlate\n2\n0:01 --> 0:02\n7 rounds\n')
    expect(cues.map(({ startS, text }) => [startS, text])).toEqual([
      [1, '7 rounds'],
      [5, 'late'],
    ])
  })

  test('[F41] what has no time that can be is left out and counted', () => {
    const text = 'WEBVTT\n\n00:05.000 --> 00:04.000\na\n\n00:61.000 --> 02:00.000\nb\n\n--> \nc'
    expect(cuesOf(text)).toEqual({ cues: [], leftOut: 3 })
  })

  test('[F41] text that would break out of its place comes back as text', () => {
    const hostile =
      'WEBVTT\n\n00:01.000 --> 00:02.000\n&lt;img src=x onerror=alert(1)&gt;<script>x</script>\u0000\u001b[2J&#xD800;&#1114112;'
    expect(cuesOf(hostile).cues[0]?.text).toBe('<img src=x onerror=alert(1)>x  [2J\uFFFD&#1114112;')
  })

  test.each([
    ['an open tag', '<b '.repeat(300_000)],
    ['open voices', '<v '.repeat(300_000)],
    ['a voice of spaces', `<v ${' '.repeat(900_000)}`],
    ['open entities', '&#1'.repeat(300_000)],
    ['open braces', '{\\'.repeat(300_000)],
    ['arrows', '-->'.repeat(300_000)],
    ['arrows on lines', '00:01 -->\n'.repeat(100_000)],
    ['digits', '1'.repeat(900_000)],
    ['spaces', ' '.repeat(900_000)],
  ])('[F41] %s without end takes no longer than its length', { timeout: 60_000 }, (_, much) => {
    const before = performance.now()
    for (const head of [
      'WEBVTT\n\n00:01.000 --> 00:02.000\n',
      '1\n00:00:01,0 --> 00:00:02,0\n',
      '',
    ])
      expect(() => cuesOf(head + much)).not.toThrow()
    isSubRip(much)
    expect(performance.now() - before).toBeLessThan(30_000)
  })

  test('[F41] whatever the text, every cue has an end after its start and a bounded text', () => {
    const piece = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.constantFrom('WEBVTT', '\n', '\n\n', '00:01.000', ' --> ', '00:02,5', '<v ', '>', '&lt;'),
    )
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 60 }), (pieces) => {
        for (const { startS, endS, text } of cuesOf(pieces.join('')).cues) {
          expect(endS).toBeGreaterThan(startS)
          expect(text.isWellFormed() && text.length > 0 && text.length <= 5000).toBe(true)
        }
      }),
    )
  })

  test('[F41] a flood of cues is cut, and counted', () => {
    const { cues, leftOut } = cuesOf('0:01 --> 0:02\na\n\n'.repeat(50_010))
    expect([cues.length, leftOut]).toEqual([50_000, 10])
  })

  test('[F42] both kinds are known by how they begin', () => {
    expect([isWebVtt('WEBVTT'), isWebVtt('\uFEFFWEBVTT x'), isWebVtt('WEBVTTX')]).toEqual([
      true,
      true,
      false,
    ])
    expect([isSubRip(srt), isSubRip(`\uFEFF\r\n${srt}`), isSubRip('1\n2 --> 3')]).toEqual([
      true,
      true,
      false,
    ])
  })
})
