/** Sentences of a quote looked at closely. */
export const messages = {
  label: 'The quote',
  original: 'The words as they were said',
  translation: 'Translation',
  noTranslation: 'Not translated.',
  way: 'How the words came here',
  noDates: 'Neither when it was said nor when it was published is recorded.',
}
