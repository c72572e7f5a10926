import type { Kind } from './kind.ts'

/** Two pictures held against each other, region by region. Its card is the figure. */
export const match: Kind = {
  label: 'Feature match',
  plural: 'Feature matches',
  hint: 'Regions of two pictures side by side, each pair graded',
  lead: 'title',
  card: { w: 460, h: 420 },
  fields: {
    pictureA: { type: 'ref', label: 'First picture' },
    pictureB: { type: 'ref', label: 'Second picture' },
    pairs: { type: 'entries', entry: 'pair', label: 'Pairs of regions' },
  },
}
