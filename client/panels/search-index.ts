import type { Evidence } from '../../shared/evidence/kinds.ts'
import { searchTextOf } from '../../shared/evidence/search.ts'
import { titleOf } from '../../shared/evidence/wording.ts'

/**
 * What items are found by, read once an item: a record that changes is another object, and one that is gone takes
 * its text along. So ten thousand items cost a scan of their texts for each key typed, and nothing else.
 */
const texts = new WeakMap<Evidence, { title: string; all: string }>()

function textsOf(evidence: Evidence): { title: string; all: string } {
  let known = texts.get(evidence)
  if (!known) {
    known = { title: titleOf(evidence).toLocaleLowerCase(), all: searchTextOf(evidence) }
    texts.set(evidence, known)
  }
  return known
}

/** The words of what was typed, as `matches` and `rankOf` want them. */
export function wordsOf(search: string): string[] {
  return search
    .toLocaleLowerCase()
    .split(/\s+/u)
    .filter((word) => word !== '')
}

/** Whether every word stands somewhere on the item. */
export function matches(evidence: Evidence, words: readonly string[]): boolean {
  if (words.length === 0) return true
  const { title, all } = textsOf(evidence)
  return words.every((word) => title.includes(word) || all.includes(word))
}

/**
 * How well the title answers: 0 it begins so, 1 a word in it begins with each, 2 each stands in it, 3 they stand
 * elsewhere on the item.
 */
export function rankOf(evidence: Evidence, words: readonly string[]): number {
  return rankOfText(textsOf(evidence).title, words)
}

/** @param text in lower case */
export function rankOfText(text: string, words: readonly string[]): number {
  if (words.length === 0) return 3
  if (text.startsWith(words.join(' '))) return 0
  if (words.every((word) => beginsWordIn(text, word))) return 1
  return words.every((word) => text.includes(word)) ? 2 : 3
}

function beginsWordIn(text: string, word: string): boolean {
  for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1))
    if (at === 0 || !/[\p{L}\p{N}]/u.test(text.charAt(at - 1))) return true
  return false
}
