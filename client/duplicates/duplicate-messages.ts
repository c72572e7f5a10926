import type { Sameness } from '../../shared/media/near-duplicates.ts'

/** Sentences about items that are probably the same footage. */
export const messages = {
  heading: 'Seen before?',
  probably: 'Probably the same footage as',
  more: (count: number) => `and ${count} more`,
  how: ({ isMirrored, cropped }: Sameness): string =>
    [
      isMirrored && 'mirrored',
      cropped === 'first' && 'this shows only a part',
      cropped === 'second' && 'this shows more',
      cropped === 'both' && 'cut differently, or changed in part',
    ]
      .filter(Boolean)
      .join(', '),
  order: {
    published: (first: string) => `“${first}” was published first.`,
    received: (first: string) =>
      `“${first}” was received first; which was published first is not recorded.`,
  },
  wouldTie: (from: string, to: string) => `“${from}” re-upload of “${to}”`,
  tie: 'Tie as re-upload of',
  swap: 'The other way round',
  notSame: 'Not the same',
  dismissed: 'Looked at, not the same',
  dismissedBy: (by: string, when: string) => `said by ${by}, ${when}`,
  askAgain: 'Take back',
  basis: 'Found by what the pictures look like. Look at both before you say so.',
} as const
