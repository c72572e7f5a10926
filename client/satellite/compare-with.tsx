import { ActionIcon, Menu } from '@mantine/core'
import { IconColumns2 } from '@tabler/icons-react'
import type { Evidence, EvidenceId } from '../../shared/evidence/kinds.ts'
import { titleOf } from '../../shared/evidence/wording.ts'
import { useBoard } from '../board/board-provider.tsx'
import { useWaysIn } from '../board/ways-in-provider.tsx'
import { useLive } from '../ui/use-live.ts'
import { dateOf } from './date-of.ts'
import { newComparison } from './new-comparison.ts'
import { messages } from './satellite-messages.ts'

const words = messages.compare
const MOST_OFFERED = 40

/** In the inspector of a snapshot: makes a comparison with another one, and opens it. */
export function CompareWithButton({ evidence }: { evidence: Evidence }) {
  const board = useBoard()
  const all = useLive(board.evidence)
  const waysIn = useWaysIn()
  if (evidence.kind !== 'satellite' || board.role === 'viewer') return null
  const others = comparable(all)
    .filter((each) => each.id !== evidence.id)
    .slice(0, MOST_OFFERED)
  const compare = (other: EvidenceId) => {
    const id = waysIn.addItem('comparison', newComparison([evidence.id, other]))
    if (id) board.viewing.open(id)
  }
  return (
    <Menu position="bottom-start" width={300} returnFocus>
      <Menu.Target>
        <ActionIcon variant="default" size={26} aria-label={words.with} title={words.with}>
          <IconColumns2 size={15} stroke={1.8} aria-hidden="true" />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {others.length === 0 && <Menu.Label>{words.withNone}</Menu.Label>}
        {others.map((other) => (
          <Menu.Item key={other.id} onClick={() => compare(other.id)}>
            {dateOf(other)} · {titleOf(other)}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  )
}

/** What can be laid over each other: snapshots, and photos that somebody has placed. */
export function comparable(all: readonly Evidence[]): Evidence[] {
  return all.filter(
    ({ kind, georeference }) =>
      kind === 'satellite' || (kind === 'photo' && georeference !== undefined),
  )
}
