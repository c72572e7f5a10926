import type { LeftOut } from './giving-way.ts'

/** Sentences about what a card has no room for. */
export const fittingMessages = {
  more: ({ lines, pairs, hasDoubts }: LeftOut) =>
    `… ${[
      ...(pairs > 0 ? [`${pairs} more ${pairs === 1 ? 'pair' : 'pairs'}`] : []),
      ...(lines > 0 ? [`${lines} more ${lines === 1 ? 'line' : 'lines'}`] : []),
    ].join(', ')}${hasDoubts ? ', with doubts' : ''}`,
  grow: 'Make the card tall enough for all of it',
}
