/** Direction marks that make a text read otherwise than it is stored, what is not seen, and controls. */
const unseen =
  // oxlint-disable-next-line no-control-regex
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u00ad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\u{e0000}-\u{e007f}]/gu

/** A text from a page as one line, cut at a word at `most` UTF-16 units; undefined where nothing is left. */
export function oneLine(text: string | null | undefined, most = 300): string | undefined {
  const line = (text ?? '')
    .slice(0, 50_000)
    .toWellFormed()
    .replace(unseen, '')
    .replace(/\s+/g, ' ')
    .trim()
  return line === '' ? undefined : shortened(line, most)
}

/** As `oneLine`, for a paragraph of any length. */
export function paragraph(text: string): string {
  return text.toWellFormed().replace(unseen, '').replace(/\s+/g, ' ').trim()
}

function shortened(line: string, most: number): string {
  if (line.length <= most) return line
  const cut = line.slice(0, most - 1)
  const space = cut.lastIndexOf(' ')
  return `${(space > most / 2 ? cut.slice(0, space) : cut).toWellFormed().replace(/\ufffd$/, '')}…`
}
