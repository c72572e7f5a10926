import type { Kind } from './kind.ts'

export const comparison: Kind = {
  label: 'Comparison',
  plural: 'Comparisons',
  hint: 'Snapshots of one place at different dates, laid over each other',
  lead: 'title',
  card: { w: 440, h: 440 },
  fields: {
    snapshots: { type: 'entries', entry: 'snapshot', label: 'Snapshots' },
    alignedBy: {
      type: 'choice',
      label: 'Laid over each other',
      help: 'By place needs snapshots that say where they lie. By picture is right only where all show the same frame.',
      options: {
        place: 'By their place on the ground',
        frame: 'By picture: all show the same frame',
      },
    },
    changes: { type: 'entries', entry: 'change', label: 'Absent until, present from' },
  },
}
