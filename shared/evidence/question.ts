import type { Kind } from './kind.ts'

export const question: Kind = {
  label: 'Open question',
  plural: 'Open questions',
  hint: 'What is not known yet',
  lead: 'asks',
  card: { w: 300, h: 190 },
  fields: {
    asks: { type: 'longText', label: 'Question', missing: 'No question yet' },
    owner: { type: 'text', label: 'Owner', missing: 'Nobody owns this yet' },
    answer: { type: 'longText', label: 'Answer', missing: 'Not answered' },
  },
}
