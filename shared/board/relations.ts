import type {
  TLArrowShapeArrowheadStyle,
  TLDefaultColorStyle,
  TLDefaultDashStyle,
} from '@tldraw/tlschema'

/** A typed, directed tie between two cards, drawn as an arrow whose `meta.relation` names it. */
export type RelationType = keyof typeof relations

/** How a relation reads on the canvas: its label, and a look that differs in colour *and* in line or head. */
export type RelationLook = {
  label: string
  color: TLDefaultColorStyle
  dash: TLDefaultDashStyle
  start: TLArrowShapeArrowheadStyle
  end: TLArrowShapeArrowheadStyle
}

export const relations = {
  supports: { label: 'supports', color: 'green', dash: 'solid', start: 'none', end: 'arrow' },
  contradicts: { label: 'contradicts', color: 'red', dash: 'solid', start: 'none', end: 'bar' },
  corroborates: {
    label: 'corroborates',
    color: 'light-green',
    dash: 'solid',
    start: 'arrow',
    end: 'arrow',
  },
  'consistent-with': {
    label: 'consistent with',
    color: 'blue',
    dash: 'dashed',
    start: 'none',
    end: 'none',
  },
  depicts: { label: 'depicts', color: 'violet', dash: 'solid', start: 'none', end: 'dot' },
  resembles: {
    label: 'resembles',
    color: 'light-violet',
    dash: 'dotted',
    start: 'dot',
    end: 'dot',
  },
  'located-at': {
    label: 'located at',
    color: 'light-blue',
    dash: 'solid',
    start: 'none',
    end: 'diamond',
  },
  'derived-from': {
    label: 'derived from',
    color: 'grey',
    dash: 'dashed',
    start: 'none',
    end: 'triangle',
  },
  're-upload-of': {
    label: 're-upload of',
    color: 'grey',
    dash: 'dotted',
    start: 'none',
    end: 'square',
  },
  'attributed-to': {
    label: 'attributed to',
    color: 'orange',
    dash: 'solid',
    start: 'none',
    end: 'triangle',
  },
  'reported-by': {
    label: 'reported by',
    color: 'yellow',
    dash: 'dashed',
    start: 'none',
    end: 'pipe',
  },
  answers: { label: 'answers', color: 'black', dash: 'solid', start: 'none', end: 'inverted' },
} as const satisfies Record<string, RelationLook>

export const relationTypes = Object.keys(relations) as RelationType[]

export function isRelationType(value: unknown): value is RelationType {
  return typeof value === 'string' && Object.hasOwn(relations, value)
}
