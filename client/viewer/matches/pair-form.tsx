import { Button } from '@mantine/core'
import { IconLink } from '@tabler/icons-react'
import { useId, useState, type FormEvent } from 'react'
import { putEntry } from '../../../shared/board/actions.ts'
import type { Evidence } from '../../../shared/evidence/kinds.ts'
import { gradeMeanings, matchGrades, type MatchGrade } from '../../../shared/evidence/pair.ts'
import { regionName } from '../../../shared/evidence/region-outline.ts'
import { entriesOf } from '../../../shared/evidence/values.ts'
import { titleOf } from '../../../shared/evidence/wording.ts'
import { useBoard } from '../../board/board-provider.tsx'
import type { RegionDesk } from '../regions/use-region-desk.ts'
import { GradeSelect } from './grade-select.tsx'
import { messages } from './match-messages.ts'
import css from './matches.module.css'

/** Pairs the region chosen on the left with the one chosen on the right. */
export function PairForm({
  match,
  left,
  right,
}: {
  match: Evidence
  left: RegionDesk
  right: RegionDesk
}) {
  const board = useBoard()
  const id = useId()
  const [grade, setGrade] = useState<MatchGrade>('fair')
  const [note, setNote] = useState('')
  const [a, b] = [left.chosen, right.chosen]
  const isPaired = entriesOf(match, 'pairs', 'pair').some(
    ({ value }) => value.a === a && value.b === b,
  )
  const pair = (event: FormEvent) => {
    event.preventDefault()
    if (a === null || b === null || isPaired) return
    putEntry(
      board.doc,
      match.id,
      { field: 'pairs', entry: 'pair' },
      { a, b, grade, note: note.trim(), by: board.me.name, at: new Date().toISOString() },
    )
    setNote('')
  }
  return (
    <form className={css['form']} onSubmit={pair}>
      <div className={css['formRow']}>
        <RegionSelect desk={left} />
        <RegionSelect desk={right} />
        <div>
          <label htmlFor={`${id}-grade`}>{messages.grade}</label>
          <GradeSelect id={`${id}-grade`} value={grade} onChange={setGrade} />
        </div>
        <div className={css['wide']}>
          <label htmlFor={`${id}-note`}>{messages.note}</label>
          <input
            id={`${id}-note`}
            value={note}
            maxLength={5000}
            autoComplete="off"
            onChange={(event) => setNote(event.currentTarget.value)}
          />
        </div>
        <Button
          type="submit"
          disabled={a === null || b === null || isPaired}
          leftSection={<IconLink size={17} stroke={1.8} aria-hidden="true" />}
        >
          {messages.pair}
        </Button>
      </div>
      <output className={css['help']}>
        {isPaired
          ? messages.already
          : a === null || b === null
            ? messages.pairHint
            : `${matchGrades[grade]}: ${gradeMeanings[grade]}`}
      </output>
    </form>
  )
}

function RegionSelect({ desk }: { desk: RegionDesk }) {
  const id = useId()
  const { evidence, regions, chosen } = desk
  return (
    <div>
      <label htmlFor={id}>{messages.regionIn(titleOf(evidence))}</label>
      <select
        id={id}
        value={chosen ?? ''}
        disabled={regions.length === 0}
        onChange={(event) => desk.choose(event.currentTarget.value || null)}
      >
        <option value="">{regions.length === 0 ? messages.noRegion : messages.chooseRegion}</option>
        {regions.map((numbered) => (
          <option key={numbered.id} value={numbered.id}>
            {regionName(numbered)}
          </option>
        ))}
      </select>
    </div>
  )
}
