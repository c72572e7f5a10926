/** One passage of a subtitle file. */
export type Passage = {
  startS: number
  /** Null for a moment: it is shown for a while. */
  endS: number | null
  speaker?: string | undefined
  text: string
  /** What whoever opens the file should know of it; players do not show it. */
  notes: readonly string[]
}

/** How long a passage without an end is shown. */
export const MOMENT_S = 2

/** A WebVTT file (W3C): notes on the whole, then the passages in the order of time. */
export function webVtt(about: readonly string[], passages: readonly Passage[]): string {
  const inOrder = passages.toSorted((a, b) => a.startS - b.startS)
  const blocks = ['WEBVTT', note(about), ...inOrder.flatMap(block)]
  return `${blocks.filter((each) => each !== '').join('\n\n')}\n`
}

function block({ startS, endS, speaker, text, notes }: Passage): string[] {
  const end = endS !== null && endS > startS ? endS : startS + MOMENT_S
  const who = speaker === undefined ? '' : `<v ${escapedName(speaker)}>`
  return [note(notes), `${time(startS)} --> ${time(end)}\n${who}${escaped(text)}`]
}

/** A comment may hold neither an empty line nor an arrow. */
function note(lines: readonly string[]): string {
  const said = lines.flatMap(linesOf).map((line) => line.replaceAll('-->', '→'))
  return said.length === 0 ? '' : `NOTE\n${said.join('\n')}`
}

/** An empty line would end the passage; an arrow would begin another. */
function escaped(text: string): string {
  return linesOf(text)
    .join('\n')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
}

function escapedName(name: string): string {
  return escaped(name).replaceAll('\n', ' ')
}

function linesOf(text: string): string[] {
  return text
    .split(/[\r\n\u2028\u2029]+/)
    .map((line) => line.trim())
    .filter((line) => line !== '')
}

/** Hours may have more than two digits. */
function time(seconds: number): string {
  const thousandths = Math.round(seconds * 1000)
  const part = (each: number, digits: number) => String(Math.trunc(each)).padStart(digits, '0')
  const minutes = thousandths / 60_000
  return `${part(minutes / 60, 2)}:${part(minutes % 60, 2)}:${part((thousandths / 1000) % 60, 2)}.${part(thousandths % 1000, 3)}`
}
