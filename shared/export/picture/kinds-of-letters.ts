/** Kinds of letters that a computer may have no font for, and the packages of Debian whose fonts have them. */
type Kind = { name: string; letters: RegExp; fonts: string }

const CORE = 'fonts-noto-core'
const CJK = 'fonts-noto-cjk'

/** Scripts that people call as Unicode does. */
const others =
  'Arabic Hebrew Cyrillic Greek Latin Armenian Georgian Devanagari Bengali Gujarati Gurmukhi Tamil Telugu Kannada Malayalam Sinhala Thai Lao Khmer Tibetan Mongolian Ethiopic Tifinagh Syriac Thaana'

const kinds: readonly Kind[] = [
  kind('Chinese characters', ['Han'], CJK),
  kind('Japanese kana', ['Hiragana', 'Katakana'], CJK),
  kind('Korean', ['Hangul'], CJK),
  { name: 'emoji', letters: /\p{Emoji_Presentation}/u, fonts: 'fonts-noto-color-emoji' },
  kind('Burmese', ['Myanmar'], CORE),
  ...others.split(' ').map((name) => kind(name, [name], CORE)),
]
const ANY_OTHER = 'other letters'
const LETTER = /[\p{L}\p{Emoji_Presentation}]/u
/** Every computer has them. */
const PLAIN = /\p{ASCII}/u

function kind(name: string, scripts: readonly string[], fonts: string): Kind {
  const letters = scripts.map((script) => `\\p{Script_Extensions=${script}}`).join('')
  return { name, letters: new RegExp(`[${letters}]`, 'u'), fonts }
}

/** The letters of some words by what people call them, each once; signs, figures and marks are none. */
export function lettersByKind(words: string): Map<string, string[]> {
  const found = new Map<string, string[]>()
  for (const letter of new Set(words)) {
    if (PLAIN.test(letter) || !LETTER.test(letter)) continue
    const name = kinds.find(({ letters }) => letters.test(letter))?.name ?? ANY_OTHER
    const known = found.get(name)
    if (known) known.push(letter)
    else found.set(name, [letter])
  }
  return found
}

/** For the legend of a picture, which may be looked at far from where it was made. */
export function undrawnInLegend(names: readonly string[]): string {
  return `Some letters could not be drawn: ${names.join(', ')}. Where this picture was made there is no font for them, so they stand as boxes or are missing.`
}

/** For whoever takes a picture, with what to do about it. */
export function undrawnWithRemedy(names: readonly string[], format: string): string {
  const fonts = names.map((each) => kinds.find(({ name }) => name === each)?.fonts ?? CORE)
  const noto = `Noto has them all; on Debian: apt-get install ${[...new Set(fonts)].join(' ')}`
  const what = `This computer has no font for some letters here: ${names.join(', ')}.`
  return format === 'svg'
    ? `${what} In the file they are words, drawn by whichever computer opens it, if that has one. To see them here, install fonts that have them (${noto}).`
    : `${what} In the picture they stand as boxes or are missing. Install fonts that have them (${noto}), and take the picture again.`
}
