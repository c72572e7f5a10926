import type { Kind } from './kind.ts'

export const claim: Kind = {
  label: 'Claim',
  plural: 'Claims',
  hint: 'A statement that somebody makes',
  lead: 'statement',
  card: { w: 320, h: 260 },
  fields: {
    statement: { type: 'longText', label: 'Statement', missing: 'No statement yet' },
    modality: {
      type: 'choice',
      label: 'How it is put',
      help: 'The hedge is part of the claim and stays in every view.',
      options: { asserted: 'Asserted', possible: 'Possible', appears: 'Appears', denied: 'Denied' },
    },
    claimants: {
      type: 'entries',
      entry: 'claimant',
      label: 'Who says so',
      missing: 'Nobody recorded yet',
    },
    quantity: { type: 'quantity', label: 'Quantity' },
    scope: { type: 'text', label: 'Scope', help: 'What exactly it covers: where, whom, when.' },
    originVerdicts: {
      type: 'entries',
      entry: 'originVerdict',
      label: 'Independence of its origins',
    },
  },
}
