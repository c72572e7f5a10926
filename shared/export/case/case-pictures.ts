import { escaped } from '../markup.ts'

/** What was drawn of the board for the package; `name` within `data/pictures/`. */
export type CasePictures = {
  board: string | null
  briefings: readonly { name: string; title: string }[]
  /** Why something of it is not there, a sentence each. */
  missing: readonly string[]
}

/** The board as it looks, its briefings to be read or printed, and what could not be drawn. */
export function casePictures({ board, briefings, missing }: CasePictures): string[] {
  if (board === null && briefings.length === 0 && missing.length === 0) return []
  return [
    '<section><h2 id="pictures">The board as it looks</h2>',
    ...(board === null ? [] : [boardPicture(board)]),
    ...(briefings.length === 0
      ? []
      : [
          '<ul>',
          ...briefings.map(
            ({ name, title }) =>
              `<li><a href="data/pictures/${name}"><bdi>${escaped(title)}</bdi></a>, a page for each scene with its notes</li>`,
          ),
          '</ul>',
        ]),
    ...missing.map((sentence) => `<p class="small soft">${escaped(sentence)}</p>`),
    '</section>',
  ]
}

/** What is too large for one picture comes as a zip of pieces. */
function boardPicture(name: string): string {
  const href = `data/pictures/${name}`
  return name.endsWith('.png')
    ? `<figure><a href="${href}"><img src="${href}" alt="The whole board, with what each item is and how it stands below it"></a></figure>`
    : `<p><a href="${href}">The whole board</a>, in pieces that fit edge to edge.</p>`
}
