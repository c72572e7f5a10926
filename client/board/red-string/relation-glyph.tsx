import { useDefaultColorTheme } from '@tldraw/tldraw'
import { relations, type RelationLook, type RelationType } from '../../../shared/board/relations.ts'

const dashes: Partial<Record<RelationLook['dash'], string>> = { dashed: '4 3', dotted: '1 3' }

/** A small picture of the string: its colour, its line and its heads, so that colour alone never says the type. */
export function RelationGlyph({ relation }: { relation: RelationType | null }) {
  const look: RelationLook =
    relation === null
      ? { label: '', color: 'red', dash: 'solid', start: 'none', end: 'none' }
      : relations[relation]
  const theme = useDefaultColorTheme()
  return (
    <svg
      width="30"
      height="12"
      viewBox="0 0 30 12"
      aria-hidden="true"
      style={{ color: theme[look.color].solid }}
    >
      <line
        x1="5"
        y1="6"
        x2="25"
        y2="6"
        stroke="currentColor"
        strokeWidth="2"
        strokeDasharray={dashes[look.dash]}
      />
      <Head kind={look.end} />
      <g transform="rotate(180 15 6)">
        <Head kind={look.start} />
      </g>
    </svg>
  )
}

function Head({ kind }: { kind: RelationLook['end'] }) {
  const line = { fill: 'none', stroke: 'currentColor', strokeWidth: 2 }
  switch (kind) {
    case 'arrow':
      return <path d="M21 2 26 6 21 10" {...line} />
    case 'triangle':
      return <path d="M21 2 27 6 21 10Z" fill="currentColor" />
    case 'inverted':
      return <path d="M27 2 21 6 27 10Z" fill="currentColor" />
    case 'dot':
      return <circle cx="24" cy="6" r="3" fill="currentColor" />
    case 'diamond':
      return <path d="M20 6 24 2 28 6 24 10Z" fill="currentColor" />
    case 'square':
      return <path d="M21 3h6v6h-6z" fill="currentColor" />
    case 'bar':
    case 'pipe':
      return <path d="M26 1v10" {...line} />
    case 'none':
      return null
  }
}
