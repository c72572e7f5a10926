import type { ExportedBoard } from './exported-board.ts'
import { escaped, isolated, type Html } from './markup.ts'

/** A page that needs nothing else to be read or printed, and says which board and moment it is of. */
export function page(
  board: ExportedBoard,
  { title, intro, body }: { title: string; intro: string; body: readonly string[] },
): string {
  return [
    '<!doctype html>',
    '<html lang="en">',
    '<head>',
    '<meta charset="utf-8">',
    '<meta name="viewport" content="width=device-width">',
    `<title>${escaped(`${title}: ${board.title}`)}</title>`,
    `<style>${style}</style>`,
    '</head>',
    '<body>',
    `<h1>${escaped(title)}</h1>`,
    `<p class="of">${isolated(board.title)} · ${isolated(board.moment)} · ${escaped(instant(board.at))}</p>`,
    `<p>${escaped(intro)}</p>`,
    ...body,
    '</body>',
    '</html>',
    '',
  ].join('\n')
}

export function section(title: string, items: readonly string[]): string[] {
  if (items.length === 0) return []
  return [
    `<h2>${escaped(title)}</h2>`,
    '<ul>',
    ...items.map((item) => `<li dir="auto">${item}</li>`),
    '</ul>',
  ]
}

/**
 * A name and what is said of it, line by line; lines that are empty are left out.
 *
 * @param name as HTML
 */
export function entry(name: string, lines: readonly (string | Html)[]): string {
  const said = lines
    .map((line) => (typeof line === 'string' ? escaped(line.trim()) : line.html))
    .filter((line) => line !== '')
  return [`<strong>${name}</strong>`, ...said.map((line) => `<div dir="auto">${line}</div>`)].join(
    '',
  )
}

/** A line of which the label is ours and the words are somebody's. Empty where there are none. */
export function labelled(label: string, words: string): Html {
  return { html: words.trim() === '' ? '' : `${escaped(label)}: ${isolated(words)}` }
}

/** In universal time, so that the page says the same wherever it is read. */
export function instant(iso: string): string {
  const at = new Date(iso)
  return Number.isNaN(at.getTime()) ? iso : `${at.toISOString().slice(0, 16).replace('T', ' ')} UTC`
}

const style = [
  'body{max-width:46rem;margin:2rem auto;padding:0 1rem;font:16px/1.5 Georgia,serif;color:#222}',
  'h1{font-size:1.6rem;margin-bottom:0}h2{font-size:1.15rem;margin-top:2rem}',
  '.of{color:#555;margin-top:.2rem}ul{padding-left:1.2rem}li{margin:.7rem 0;break-inside:avoid}',
  'div,a{overflow-wrap:anywhere}div{white-space:pre-line}a{color:#0b5cad}',
].join('')
