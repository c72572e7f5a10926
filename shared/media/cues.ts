/** One thing said or shown in a subtitle or transcript file. `speaker` only where the file names one. */
export type Cue = { startS: number; endS: number; text: string; speaker?: string }

/** What a subtitle file holds, in the order of time. */
export type Cues = {
  cues: Cue[]
  /** Passages with a time that could not be used: the end before the start, a time that is none, too many. */
  leftOut: number
}

const MOST_CUES = 50_000
const MOST_CHARACTERS = 5_000

/**
 * The cues of a WebVTT or SubRip (SRT) file. Reads both forms leniently, as they are found: any line ends, a byte
 * order mark, comma or point before the milliseconds, hours left out, blocks without a blank line between them.
 * Never throws, and takes time in proportion to the text. Text comes back plain: tags and styling are left out,
 * so it is safe to show as text and only as text.
 */
export function cuesOf(text: string): Cues {
  const lines = text.replace(/^\uFEFF/, '').split(/\r\n|\r|\n/)
  const isVtt = isWebVtt(lines[0] ?? '')
  const found: Cues = { cues: [], leftOut: 0 }
  for (let at = 0; at < lines.length; at++) {
    const line = lines[at] ?? ''
    if (!line.includes('-->')) continue
    const time = timesIn(line)
    const end = endOfText(lines, at + 1)
    const said = lines.slice(at + 1, end).join('\n')
    at = end - 1
    if (!time || found.cues.length >= MOST_CUES) found.leftOut++
    else found.cues.push(...spoken(said, isVtt).map((part) => ({ ...time, ...part })))
  }
  // Two voices of one passage stay in their order: the sort is stable.
  found.cues.sort((a, b) => a.startS - b.startS || a.endS - b.endS)
  return found
}

/** Whether a file's first line says that it is WebVTT. */
export function isWebVtt(firstLine: string): boolean {
  return /^\uFEFF?WEBVTT(?:[ \t]|$)/.test(firstLine)
}

/** Whether a text begins as SubRip files do: a number, then a line with two times. */
export function isSubRip(text: string): boolean {
  return /^\uFEFF?\s{0,100}\d{1,9}[ \t]{0,100}(?:\r\n|\r|\n)[ \t]{0,100}\d{1,6}:\d{1,2}:\d{1,2}[,.]\d{1,3} {0,100}--> {0,100}\d/.test(
    text,
  )
}

/** Where a passage's text ends: before a blank line, the next times, or the number that stands before those. */
function endOfText(lines: readonly string[], start: number): number {
  let end = start
  while (end < lines.length && lines[end]?.trim() !== '' && !lines[end]?.includes('-->')) end++
  const isNext = lines[end]?.includes('-->') === true
  return isNext && end > start && /^\s*\d+\s*$/.test(lines[end - 1] ?? '') ? end - 1 : end
}

function timesIn(line: string): { startS: number; endS: number } | null {
  const arrow = line.indexOf('-->')
  const startS = secondsOf(line.slice(0, arrow).trim())
  // Settings of where to show it may follow the second time.
  const endS = secondsOf(
    line
      .slice(arrow + 3)
      .trim()
      .split(/[ \t]/, 1)[0] ?? '',
  )
  return startS === null || endS === null || endS <= startS ? null : { startS, endS }
}

function secondsOf(text: string): number | null {
  const match = /^(?:(\d{1,6}):)?(\d{1,2}):(\d{1,2})(?:[.,](\d{1,3}))?$/.exec(text)
  if (!match) return null
  const [, hours = '0', minutes, seconds, thousandths = ''] = match
  if (Number(minutes) > 59 || Number(seconds) > 59) return null
  const whole = Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds)
  return whole + Number(thousandths.padEnd(3, '0')) / 1000
}

type Spoken = { text: string; speaker?: string }

/** What is said in a passage, a part for each voice that WebVTT names; nothing where there is no text. */
function spoken(said: string, isVtt: boolean): Spoken[] {
  if (!isVtt) return plain(withoutTags(said, /<\/?(?:b|i|u|s|font)(?:\s[^<>]*)?>|\{\\[^{}]*\}/gi))
  const parts: Spoken[] = []
  let speaker = ''
  let from = 0
  for (const voice of said.matchAll(/<v(?:\.[^<>\s]*)?[ \t]([^<>]*)>|<\/v>/g)) {
    parts.push(...plain(unescaped(said.slice(from, voice.index)), speaker))
    speaker = voice[1] === undefined ? '' : unescaped(voice[1])
    from = voice.index + voice[0].length
  }
  return [...parts, ...plain(unescaped(said.slice(from)), speaker)]
}

function plain(text: string, speaker = ''): Spoken[] {
  const shown = printable(text).slice(0, MOST_CHARACTERS).toWellFormed()
  const who = printable(speaker).slice(0, 200).toWellFormed()
  return shown === '' ? [] : [{ text: shown, ...(who !== '' && { speaker: who }) }]
}

function withoutTags(text: string, tags: RegExp): string {
  return text.replace(tags, '')
}

/** WebVTT's text without its tags, with the characters that it writes as names. */
function unescaped(text: string): string {
  return withoutTags(text, /<[^<>]*>/g).replace(
    /&(?:(amp|lt|gt|nbsp|lrm|rlm|quot|apos)|#(\d{1,7})|#x([\da-f]{1,6}));/gi,
    (whole, name: string | undefined, decimal: string | undefined, hex: string | undefined) => {
      if (name !== undefined) return named[name.toLowerCase()] ?? whole
      const code = decimal === undefined ? Number.parseInt(hex ?? '', 16) : Number(decimal)
      return code > 0 && code <= 0x10_ff_ff ? String.fromCodePoint(code) : whole
    },
  )
}

const named: Record<string, string> = {
  amp: '&',
  lt: '<',
  gt: '>',
  nbsp: '\u00a0',
  lrm: '\u200e',
  rlm: '\u200f',
  quot: '"',
  apos: "'",
}

/** Without control characters, and without blank ends of lines. */
function printable(text: string): string {
  return (
    text
      // oxlint-disable-next-line no-control-regex
      .replace(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f]/g, ' ')
      .split('\n')
      .map((line) => line.trim())
      .filter((line) => line !== '')
      .join('\n')
  )
}
