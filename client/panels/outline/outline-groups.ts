import { verificationStatuses } from '../../../shared/evidence/fields.ts'
import { kindNames, kinds, type Evidence, type EvidenceId } from '../../../shared/evidence/kinds.ts'
import { titleOf } from '../../../shared/evidence/wording.ts'
import { statusOf } from '../../../shared/evidence/status.ts'
import { outlineMessages as words } from './outline-messages.ts'
import type { Group } from './tree.ts'

export const arrangements = ['panel', 'kind', 'status'] as const
export type Arrangement = (typeof arrangements)[number]

type Area = { id: string; label: string; items: readonly EvidenceId[] }

/** The top of the tree. Every item stands in exactly one group; empty groups are left out. */
export function groupsOf(
  all: readonly Evidence[],
  {
    by,
    areas,
    hasCard,
  }: { by: Arrangement; areas: readonly Area[]; hasCard: (id: EvidenceId) => boolean },
): Group[] {
  const groups = by === 'panel' ? byPanel(all, areas, hasCard) : byWord(all, by)
  return groups.filter(({ items }) => items.length > 0)
}

function byWord(all: readonly Evidence[], by: 'kind' | 'status'): Group[] {
  const inOrder = all.toSorted((a, b) => titleOf(a).localeCompare(titleOf(b)))
  const group = (key: string, label: string, has: (item: Evidence) => boolean): Group => ({
    key: `${by} ${key}`,
    label,
    items: inOrder.filter(has).map(({ id }) => id),
  })
  return by === 'kind'
    ? kindNames.map((name) => group(name, kinds[name].plural, ({ kind }) => kind === name))
    : Object.entries(verificationStatuses).map(([status, label]) =>
        group(status, label, (item) => statusOf(item).status === status),
      )
}

function byPanel(
  all: readonly Evidence[],
  areas: readonly Area[],
  hasCard: (id: EvidenceId) => boolean,
): Group[] {
  const known = new Set(all.map(({ id }) => id))
  const told = new Set<EvidenceId>()
  const panels = areas.map(({ id, label, items }): Group => {
    const here = items.filter((item) => known.has(item) && !told.has(item))
    for (const item of here) told.add(item)
    return { key: `panel ${id}`, label, items: here }
  })
  const rest = all.filter(({ id }) => !told.has(id)).map(({ id }) => id)
  return [
    ...panels,
    { key: 'panel none', label: words.noPanel, items: rest.filter(hasCard) },
    {
      key: 'panel off',
      label: words.notOnCanvas,
      items: rest.filter((id) => !hasCard(id)),
    },
  ]
}
