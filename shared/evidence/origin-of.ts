import { tiesAt } from '../board/ties-by-item.ts'
import type { Tie } from '../board/graph.ts'
import type { RelationType } from '../board/relations.ts'
import type { Evidence, EvidenceId } from './kinds.ts'
import { entriesOf, textOf, valueOf } from './values.ts'
import { titleOf } from './wording.ts'

/** Whose knowledge something is. */
export type Origin = {
  /** The same for one origin however its name is written; of an item that nobody is named for, its id. */
  key: string
  name: string
  /** Where the way to it ends, to be walked to. */
  item: EvidenceId
}

/** The items and string of a board, to be looked up. */
export type OriginContext = {
  get: (id: EvidenceId) => Evidence | undefined
  ties: readonly Tie[]
}

/**
 * Whose knowledge an item is: who is named for it (explicitly, as a quote's speaker, as the first who claims), else
 * whose that is which it is attributed to, derived from or reported by, to the end of the string; else its source;
 * else nobody but the item itself. A re-upload knows nothing of its own: whatever is named on it, it counts as what
 * it is a re-upload of.
 */
export function originOf(evidence: Evidence, context: OriginContext): Origin {
  const way: Evidence[] = [evidence]
  for (;;) {
    const here = way.at(-1) ?? evidence
    const next = nextOf(here, context)
    if (!next) return endOf(here)
    const at = way.indexOf(next)
    if (at >= 0) return endOf(firstOfCircle(way.slice(at)))
    way.push(next)
  }
}

/** Names are one origin whatever their case, accents and punctuation; an item's id stands for the item. */
export function originKey(name: string): string {
  if (name.startsWith('evidence:')) return name
  const plain = name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
    .replace(/^the /, '')
  return plain === '' ? name.trim() : plain
}

/** Ways back to who knows, in the order in which they are followed. */
const back: readonly RelationType[] = ['attributed-to', 'derived-from', 'reported-by']

function nextOf(evidence: Evidence, context: OriginContext): Evidence | undefined {
  const original = targetOf(evidence, 're-upload-of', context)
  if (original) return original
  if (namedOf(evidence) !== undefined) return undefined
  for (const relation of back) {
    const target = targetOf(evidence, relation, context)
    if (target) return target
  }
  const media =
    valueOf(evidence, 'frameOf', 'frameSource')?.of ??
    valueOf(evidence, 'mediaRange', 'mediaRange')?.of
  return media && context.get(media)
}

/** Of several, always the same one, in whatever order they were drawn. */
function targetOf(
  evidence: Evidence,
  relation: RelationType,
  { get, ties }: OriginContext,
): Evidence | undefined {
  const targets = tiesAt(ties, evidence.id)
    .filter((tie) => tie.relation === relation && tie.from === evidence.id)
    .map((tie) => get(tie.to))
    .filter((target) => target !== undefined)
  return firstById(targets)
}

function firstOfCircle(circle: readonly Evidence[]): Evidence {
  const first = firstById(circle)
  if (!first) throw new Error('A circle has no items')
  return first
}

function firstById(items: readonly Evidence[]): Evidence | undefined {
  const [first, ...rest] = items
  return first && rest.reduce((best, item) => (item.id < best.id ? item : best), first)
}

function endOf(evidence: Evidence): Origin {
  const name = namedOf(evidence) ?? textOf(evidence, 'source') ?? textOf(evidence, 'author')
  if (name === undefined) return { key: evidence.id, name: titleOf(evidence), item: evidence.id }
  return { key: originKey(name), name, item: evidence.id }
}

function namedOf(evidence: Evidence): string | undefined {
  const [first] = entriesOf(evidence, 'claimants', 'claimant')
  const claimed = first && (first.value.origin.trim() || first.value.name.trim())
  return textOf(evidence, 'origin') ?? textOf(evidence, 'speaker') ?? (claimed || undefined)
}
