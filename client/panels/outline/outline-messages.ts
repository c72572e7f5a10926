import type { RelationType } from '../../../shared/board/relations.ts'

/** The sentences of the outline. */
export const outlineMessages = {
  title: 'Outline',
  hint: 'Every item with what it is tied to, as a tree',
  tree: 'The evidence and how it is tied together',
  arrange: 'Arrange',
  arrangements: {
    panel: 'By panel of the board',
    kind: 'By kind',
    status: 'By verification',
  },
  noPanel: 'On no panel',
  notOnCanvas: 'Not on canvas',
  group: (label: string, count: number) => `${label} (${count})`,
  above: 'already above',
  untyped: 'tied to',
  keys: 'Arrow keys walk the tree and open its branches. Enter shows an item on the canvas.',
  empty: 'Nothing on this board yet',
  emptyText: 'What is added to the board stands here with what it is tied to.',
  /** How a tie reads from its other end. */
  inverse: {
    supports: 'supported by',
    contradicts: 'contradicted by',
    corroborates: 'corroborated by',
    'consistent-with': 'consistent with',
    depicts: 'depicted in',
    resembles: 'resembles',
    'located-at': 'place of',
    'derived-from': 'source of',
    're-upload-of': 're-uploaded as',
    'attributed-to': 'said to have made',
    'reported-by': 'reports',
    answers: 'answered by',
  } satisfies Record<RelationType, string>,
} as const
