import { requestsField } from './common-fields.ts'
import type { Kind } from './kind.ts'

export const quote: Kind = {
  label: 'Quote',
  plural: 'Quotes',
  hint: 'Words as they were said or written',
  lead: 'words',
  card: { w: 320, h: 250 },
  fields: {
    words: {
      type: 'longText',
      languageIn: 'language',
      isHalf: true,
      label: 'Words',
      missing: 'No words yet',
    },
    translation: {
      type: 'longText',
      languageIn: 'translationLanguage',
      isHalf: true,
      label: 'Translation',
    },
    language: {
      type: 'text',
      holds: 'language',
      isHalf: true,
      label: 'Language',
      missing: 'Language not recorded',
    },
    translationLanguage: {
      type: 'text',
      holds: 'language',
      isHalf: true,
      label: 'Translated into',
    },
    translator: { type: 'text', label: 'Translated by' },
    speaker: { type: 'text', label: 'Speaker', missing: 'Speaker not identified' },
    role: { type: 'text', label: 'Speaker’s role' },
    chain: {
      type: 'list',
      label: 'Through whom',
      help: 'Each one who passed it on, nearest the speaker first.',
    },
    mediaRange: {
      type: 'text',
      label: 'Heard at',
      help: 'Start and end in the clip, e.g. 0:02–0:05.',
    },
    requests: requestsField,
  },
}
