import { VisuallyHidden } from '@mantine/core'
import { IconPencil, IconTrash } from '@tabler/icons-react'
import { useState, type FormEvent, type RefObject } from 'react'
import { putEntry, removeEntry } from '../../shared/board/actions.ts'
import type { EvidenceId } from '../../shared/evidence/kinds.ts'
import { exactClock, rangeInWords, spanInWords } from '../../shared/media/media-time.ts'
import { useBoard } from '../board/board-provider.tsx'
import { useRole } from '../board/use-role.ts'
import { ago, moment } from '../ui/time.ts'
import { messages } from './media-messages.ts'
import controls from './controls.module.css'
import moments from './moments.module.css'
import type { Player, PlayerState } from './player.ts'
import type { Note } from './use-about-clip.ts'

const words = messages.notes
const MARKERS = { field: 'markers', entry: 'marker' } as const

/** Notes on the time line, in its order: pressed, they show where they stand. */
export function NotesList({
  id,
  notes,
  player,
  state,
  newNote,
}: {
  id: EvidenceId
  notes: readonly Note[]
  player: Player
  state: PlayerState
  newNote: RefObject<HTMLTextAreaElement | null>
}) {
  const isViewer = useRole() === 'viewer'
  return (
    <>
      {!isViewer && <NewNote id={id} player={player} state={state} area={newNote} />}
      {notes.length === 0 && <p className={moments['none']}>{words.none}</p>}
      <ul className={moments['list']}>
        {notes.map((note) => (
          <NoteItem key={note.id} id={id} note={note} player={player} isViewer={isViewer} />
        ))}
      </ul>
    </>
  )
}

function NewNote({
  id,
  player,
  state,
  area,
}: {
  id: EvidenceId
  player: Player
  state: PlayerState
  area: RefObject<HTMLTextAreaElement | null>
}) {
  const { doc, me } = useBoard()
  const [text, setText] = useState('')
  const { range } = player
  const add = (event?: FormEvent) => {
    event?.preventDefault()
    const note = text.trim()
    if (note === '') return area.current?.focus()
    const span = range ?? { startS: state.timeS, endS: null }
    const value = { ...span, note, by: me.name, at: new Date().toISOString() }
    putEntry(doc, id, MARKERS, value)
    setText('')
  }
  return (
    <form className={moments['new']} onSubmit={add}>
      <textarea
        ref={area}
        className={controls['area']}
        rows={2}
        maxLength={5000}
        aria-label={words.label}
        placeholder={words.placeholder}
        value={text}
        onChange={({ currentTarget }) => setText(currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) add()
        }}
      />
      <button type="submit" className={controls['button']}>
        {range ? words.addTo(rangeInWords(range)) : words.addAt(exactClock(state.timeS))}
      </button>
    </form>
  )
}

function NoteItem({
  id,
  note,
  player,
  isViewer,
}: {
  id: EvidenceId
  note: Note
  player: Player
  isViewer: boolean
}) {
  const { doc } = useBoard()
  const [isEdited, setEdited] = useState(false)
  const { value } = note
  const said = value.note.trim() || words.without
  if (isEdited && !isViewer)
    return <EditedNote id={id} note={note} player={player} close={() => setEdited(false)} />
  return (
    <li className={moments['item']}>
      <button type="button" className={moments['go']} onClick={() => showSpan(player, value)}>
        <VisuallyHidden>{words.show} </VisuallyHidden>
        <span className={moments['at']}>{spanInWords(value)}</span>
        <span className={moments['text']}>{said}</span>
        <small className={moments['by']} title={value.at === '' ? undefined : moment(value.at)}>
          {value.by}
          {value.at !== '' && ` · ${ago(value.at)}`}
        </small>
      </button>
      {!isViewer && (
        <span className={moments['acts']}>
          <button
            type="button"
            className={controls['icon']}
            aria-label={words.edit(said)}
            onClick={() => setEdited(true)}
          >
            <IconPencil size={16} stroke={1.8} />
          </button>
          <button
            type="button"
            className={controls['icon']}
            aria-label={words.remove(said)}
            onClick={() => removeEntry(doc, id, 'markers', note.id)}
          >
            <IconTrash size={16} stroke={1.8} />
          </button>
        </span>
      )}
    </li>
  )
}

function EditedNote({
  id,
  note,
  player,
  close,
}: {
  id: EvidenceId
  note: Note
  player: Player
  close: () => void
}) {
  const { doc } = useBoard()
  const [text, setText] = useState(note.value.note)
  const here = player.range ?? { startS: player.state.get().timeS, endS: null }
  const save = (change: Partial<Note['value']>) => {
    putEntry(doc, id, { ...MARKERS, entryId: note.id }, { ...note.value, ...change })
    close()
  }
  return (
    <li className={moments['item']} data-edited="">
      <textarea
        // oxlint-disable-next-line jsx-a11y/no-autofocus -- whoever pressed the pencil wants to write
        autoFocus
        className={controls['area']}
        rows={3}
        maxLength={5000}
        aria-label={words.editLabel}
        value={text}
        onChange={({ currentTarget }) => setText(currentTarget.value)}
        // Before the sheet, which Escape would close.
        onKeyDownCapture={(event) => {
          if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) save({ note: text.trim() })
          if (event.key !== 'Escape') return
          event.preventDefault()
          close()
        }}
      />
      <span className={moments['row']}>
        <button
          type="button"
          className={controls['button']}
          onClick={() => save({ note: text.trim() })}
        >
          {words.save}
        </button>
        <button
          type="button"
          className={controls['quiet']}
          onClick={() => save({ note: text.trim(), ...here })}
        >
          {words.moveTo(spanInWords(here))}
        </button>
        <button type="button" className={controls['quiet']} onClick={close}>
          {words.cancel}
        </button>
      </span>
    </li>
  )
}

/** A range is played again and again, a moment is shown. */
function showSpan(player: Player, { startS, endS }: { startS: number; endS: number | null }): void {
  if (endS === null) player.toTime(startS)
  else player.loop({ startS, endS })
}
