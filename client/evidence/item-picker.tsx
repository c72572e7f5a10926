import { MultiSelect } from '@mantine/core'
import { useMemo } from 'react'
import { kinds, type EvidenceId } from '../../shared/evidence/kinds.ts'
import { titleOf } from '../../shared/evidence/wording.ts'
import { useBoard } from '../board/board-provider.tsx'
import { useLive } from '../ui/use-live.ts'
import { messages } from './inspector-messages.ts'

const SHOWN = 30

type Props = {
  label: string
  help: string
  /** The item that is worked on: it does not show itself. */
  except: EvidenceId
  chosen: readonly EvidenceId[]
  most: number
  choose: (ids: EvidenceId[]) => void
}

/** Chooses items of this board by typing part of their names. */
export function ItemPicker({ label, help, except, chosen, most, choose }: Props) {
  const all = useLive(useBoard().evidence)
  const data = useMemo(() => {
    const items = all
      .filter(({ id }) => id !== except)
      .map((item) => ({ value: item.id, label: `${titleOf(item)} · ${kinds[item.kind].label}` }))
    const known = new Set(items.map(({ value }) => value))
    const gone = chosen.filter((id) => !known.has(id))
    return [...items, ...gone.map((value) => ({ value, label: messages.checks.goneItem }))]
  }, [all, except, chosen])
  return (
    <MultiSelect
      label={label}
      description={help}
      data={data}
      value={[...chosen]}
      limit={SHOWN}
      maxValues={most}
      searchable
      hidePickedOptions
      nothingFoundMessage={messages.checks.nothingFound}
      size="sm"
      comboboxProps={{ withinPortal: true, zIndex: 1100 }}
      onChange={(ids) => {
        const known = new Map(data.map(({ value }) => [String(value), value]))
        choose(ids.flatMap((id) => known.get(id) ?? []))
      }}
    />
  )
}
