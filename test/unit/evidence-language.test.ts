import { describe, expect, test } from 'vitest'
import {
  commonLanguages,
  languageAttributes,
  languageName,
  languageTag,
  languageTyped,
} from '../../shared/evidence/language.ts'

describe('[E29] a language is its tag, or words where no tag says it', () => {
  test('[E29] tags have names, words stay as they are', () => {
    expect(languageName('uk')).toBe('Ukrainian')
    expect(languageName('ZH-hant')).toBe('Traditional Chinese')
    expect(languageName('English as printed; the language spoken is not stated')).toBe(
      'English as printed; the language spoken is not stated',
    )
    for (const text of ['', 'xx-not-a-language-at-all-really', 'English', '??', 'qqq'])
      expect(languageTag(text)).toBeUndefined()
    expect(commonLanguages.every((tag) => languageTag(tag) === tag)).toBe(true)
  })

  test('[E29] a name that is typed becomes its tag', () => {
    expect(languageTyped(' ukrainian ')).toBe('uk')
    expect(languageTyped('Korean, northern accent')).toBe('Korean, northern accent')
    expect(languageTyped('pt-br')).toBe('pt-BR')
  })

  test('[E29] words run as their script does; where it is not known they say so themselves', () => {
    expect(languageAttributes('ar')).toEqual({ lang: 'ar', dir: 'rtl' })
    expect(languageAttributes('az-Arab').dir).toBe('rtl')
    expect(languageAttributes('ko')).toEqual({ lang: 'ko', dir: 'ltr' })
    expect(languageAttributes('not stated')).toEqual({ lang: undefined, dir: 'auto' })
    expect(languageAttributes(undefined)).toEqual({ lang: undefined, dir: 'auto' })
  })
})
