import { ActionIcon } from '@mantine/core'
import { IconTrash } from '@tabler/icons-react'
import { useId } from 'react'
import { regionName, type NumberedRegion } from '../../../shared/evidence/region-outline.ts'
import { RegionCrop } from '../../evidence/regions/region-crop.tsx'
import { useDraft } from '../../evidence/fields/use-draft.ts'
import { ago } from '../../ui/time.ts'
import { messages } from './region-messages.ts'
import css from './regions.module.css'
import type { RegionDesk } from './use-region-desk.ts'

/** Beside the picture: every region with its crop, what it is, and a note on the chosen one. */
export function RegionList({ desk, boardId }: { desk: RegionDesk; boardId: string }) {
  return (
    <section className={css['list']} aria-label={messages.list}>
      <h3 className={css['heading']}>{messages.list}</h3>
      {desk.regions.length === 0 && (
        <p className={css['none']}>{desk.canEdit ? messages.none : messages.noneToRead}</p>
      )}
      <ol>
        {desk.regions.map((numbered) => (
          <Row key={numbered.id} desk={desk} numbered={numbered} boardId={boardId} />
        ))}
      </ol>
    </section>
  )
}

function Row({
  desk,
  numbered,
  boardId,
}: {
  desk: RegionDesk
  numbered: NumberedRegion
  boardId: string
}) {
  const { id, region } = numbered
  const isChosen = desk.chosen === id
  const name = regionName(numbered)
  return (
    <li className={css['row']} data-chosen={isChosen || undefined}>
      <button
        type="button"
        className={css['crop']}
        aria-label={name}
        aria-pressed={isChosen}
        onClick={() => desk.choose(isChosen ? null : id)}
      >
        <RegionCrop picture={desk.evidence} numbered={numbered} boardId={boardId} />
      </button>
      <div className={css['words']}>
        {desk.canEdit ? (
          <Writing desk={desk} numbered={numbered} />
        ) : (
          <>
            <p className={css['name']}>{name}</p>
            {region.note.trim() !== '' && <p>{region.note}</p>}
          </>
        )}
        <p className={css['small']}>{messages.by(region.by, ago(region.at))}</p>
      </div>
      {desk.canEdit && (
        <ActionIcon
          variant="subtle"
          color="gray"
          aria-label={messages.removeOf(name)}
          title={messages.remove}
          onClick={() => desk.remove(id)}
        >
          <IconTrash size={17} stroke={1.7} />
        </ActionIcon>
      )}
    </li>
  )
}

function Writing({ desk, numbered }: { desk: RegionDesk; numbered: NumberedRegion }) {
  const { id, number, region } = numbered
  const ids = useId()
  const label = useDraft(region.label, (next) => {
    if (next.trim() !== region.label) desk.change(id, { label: next.trim() })
  })
  const note = useDraft(region.note, (next) => {
    if (next.trim() !== region.note) desk.change(id, { note: next.trim() })
  })
  return (
    <>
      <label className={css['small']} htmlFor={`${ids}-label`}>
        {number}. {messages.label}
      </label>
      <input
        id={`${ids}-label`}
        className={css['input']}
        value={label.shown}
        maxLength={500}
        placeholder={messages.labelHint}
        autoComplete="off"
        onFocus={() => desk.choose(id)}
        onChange={(event) => label.change(event.currentTarget.value)}
        onKeyDown={(event) => event.key === 'Enter' && label.flush()}
        onBlur={label.flush}
      />
      <label className={css['small']} htmlFor={`${ids}-note`}>
        {messages.note}
      </label>
      <textarea
        id={`${ids}-note`}
        className={css['input']}
        rows={desk.chosen === id ? 2 : 1}
        value={note.shown}
        maxLength={5000}
        onFocus={() => desk.choose(id)}
        onChange={(event) => note.change(event.currentTarget.value)}
        onBlur={note.flush}
      />
    </>
  )
}
