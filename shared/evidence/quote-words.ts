import { humanDate } from './dates.ts'
import type { Evidence } from './kinds.ts'
import { languageName } from './language.ts'
import { textOf } from './values.ts'

/** "Ukrainian" under the words; "English, translated by Ann Lee" under the translation. Empty where nothing is known. */
export function languageLine(
  evidence: Evidence,
  { name, isTranslation }: { name: 'language' | 'translationLanguage'; isTranslation: boolean },
): string {
  const language = textOf(evidence, name)
  const translator = isTranslation ? textOf(evidence, 'translator') : undefined
  const by = isTranslation
    ? translator === undefined
      ? 'translation, by whom is not recorded'
      : `translated by ${translator}`
    : ''
  const line = [language === undefined ? '' : languageName(language), by]
    .filter((part) => part !== '')
    .join(', ')
  return line.charAt(0).toUpperCase() + line.slice(1)
}

/** When it was said and when published, as far as recorded. */
export function quoteDates(evidence: Evidence): string[] {
  const [said, published] = [textOf(evidence, 'date'), textOf(evidence, 'datePublished')]
  return [
    ...(said === undefined ? [] : [`Said ${humanDate(said)}`]),
    ...(published === undefined ? [] : [`Published ${humanDate(published)}`]),
  ]
}
