/**
 * The language of words, as BCP 47 (`uk`, `zh-Hant`) or as free text where it has no tag, or where more than a tag has
 * to be said ("English as printed; the language spoken is not stated").
 */

/** The tag in its own spelling; undefined where the text is none that is known. */
export function languageTag(text: string): string | undefined {
  const [tag] = canonical(text.trim())
  return tag !== undefined && nameOf(tag) !== undefined ? tag : undefined
}

/** The name people know it by: `uk` → "Ukrainian". Free text stays as it is. */
export function languageName(text: string): string {
  const tag = languageTag(text)
  return (tag === undefined ? undefined : nameOf(tag)) ?? text.trim()
}

/** Which way its script runs; `auto` lets the words themselves say, where the language does not. */
function languageDirection(text: string | undefined): 'ltr' | 'rtl' | 'auto' {
  const tag = text === undefined ? undefined : languageTag(text)
  if (tag === undefined) return 'auto'
  const script = new Intl.Locale(tag).maximize().script
  return script !== undefined && rightToLeft.has(script) ? 'rtl' : 'ltr'
}

/** `lang` and `dir` for the element that holds the words. */
export function languageAttributes(text: string | undefined): {
  lang: string | undefined
  dir: 'ltr' | 'rtl' | 'auto'
} {
  return {
    lang: text === undefined ? undefined : languageTag(text),
    dir: languageDirection(text),
  }
}

/** Tags to choose from, most spoken and most met in this field first; any other may be typed. */
export const commonLanguages = [
  'ar',
  'zh',
  'en',
  'fr',
  'de',
  'he',
  'ko',
  'fa',
  'pl',
  'pt',
  'ru',
  'es',
  'tr',
  'uk',
  'be',
  'my',
  'ka',
  'hi',
  'id',
  'it',
  'ja',
  'kk',
  'ku',
  'ps',
  'sr',
  'so',
  'sw',
  'th',
  'ti',
  'am',
  'ur',
  'uz',
  'vi',
] as const

/** What somebody typed for a language, as it is kept: the tag where they wrote its name. */
export function languageTyped(text: string): string {
  const typed = text.trim()
  const known = commonLanguages.find((tag) => nameOf(tag)?.toLowerCase() === typed.toLowerCase())
  return known ?? languageTag(typed) ?? typed
}

/** ISO 15924. */
const rightToLeft = new Set([
  'Adlm',
  'Arab',
  'Aran',
  'Hebr',
  'Mand',
  'Nkoo',
  'Rohg',
  'Samr',
  'Syrc',
  'Thaa',
  'Yezi',
])

const names = new Intl.DisplayNames('en', { type: 'language', fallback: 'none' })

function canonical(text: string): string[] {
  // Intl would take "English" for a tag of its own making, and a sentence for none.
  if (!/^[a-z]{2,3}(-[a-z0-9]{2,8})*$/i.test(text)) return []
  try {
    return Intl.getCanonicalLocales(text)
  } catch {
    // The only way Intl has to say that a text is no tag.
    return []
  }
}

function nameOf(tag: string): string | undefined {
  try {
    return names.of(tag)
  } catch {
    return undefined
  }
}
