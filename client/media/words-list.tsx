import { VisuallyHidden } from '@mantine/core'
import { IconPlus, IconQuote, IconTrash } from '@tabler/icons-react'
import { useState } from 'react'
import { putEntry, removeEntry } from '../../shared/board/actions.ts'
import type { Evidence } from '../../shared/evidence/kinds.ts'
import type { Subtitle } from '../../shared/evidence/subtitle.ts'
import type { Cue } from '../../shared/media/cues.ts'
import { exactClock } from '../../shared/media/media-time.ts'
import { useBoard } from '../board/board-provider.tsx'
import { useRole } from '../board/use-role.ts'
import { useDraft } from '../evidence/fields/use-draft.ts'
import { chooseFiles } from '../files/choose-files.ts'
import { cueAt, type Said } from './use-said.ts'
import { messages } from './media-messages.ts'
import controls from './controls.module.css'
import moments from './moments.module.css'
import type { Player, PlayerState } from './player.ts'

const words = messages.words
/** Lines drawn at once: those around the one that is heard now. */
const MOST_LINES = 400

/** Subtitles and transcripts of a clip: chosen, searched, pressed to hear a line, made quotes of. */
export function WordsList({
  evidence,
  said,
  player,
  state,
  addFile,
  makeQuote,
}: {
  evidence: Evidence
  said: Said
  player: Player
  state: PlayerState
  addFile: (file: File) => void
  makeQuote: (cue: Cue, from: Subtitle) => void
}) {
  const isViewer = useRole() === 'viewer'
  const { all, chosen, choose } = said
  const add = async () => {
    const [file] = await chooseFiles({ accept: '.vtt,.srt,text/vtt', multiple: false })
    if (file) addFile(file)
  }
  return (
    <>
      {!isViewer && (
        <button
          type="button"
          className={controls['button']}
          title={words.help}
          onClick={() => void add()}
        >
          <IconPlus size={16} stroke={1.8} aria-hidden="true" />
          {words.add}
        </button>
      )}
      {all.length === 0 && (
        <p className={moments['none']}>
          {words.none} {!isViewer && words.help}
        </p>
      )}
      {all.length > 1 && (
        <label className={controls['field']}>
          {words.choose}
          <select
            className={controls['input']}
            value={chosen?.id ?? ''}
            onChange={({ currentTarget }) => choose(currentTarget.value)}
          >
            {all.map(({ id, value }) => (
              <option key={id} value={id}>
                {[value.label, value.language].filter((part) => part !== '').join(' · ')}
              </option>
            ))}
          </select>
        </label>
      )}
      {chosen && (
        <>
          <About key={chosen.id} evidence={evidence} chosen={chosen} isViewer={isViewer} />
          <Lines
            said={said}
            player={player}
            state={state}
            {...(!isViewer && { makeQuote: (cue: Cue) => makeQuote(cue, chosen.value) })}
          />
        </>
      )}
    </>
  )
}

function About({
  evidence,
  chosen,
  isViewer,
}: {
  evidence: Evidence
  chosen: { id: string; value: Subtitle }
  isViewer: boolean
}) {
  const { doc } = useBoard()
  const { id, value } = chosen
  const language = useDraft(value.language, (next) => {
    if (next.trim() === value.language) return
    putEntry(
      doc,
      evidence.id,
      { field: 'subtitles', entry: 'subtitle', entryId: id },
      { ...value, language: next.trim() },
    )
  })
  if (isViewer)
    return (
      <p className={moments['none']}>
        {value.label} · {value.language || words.languageMissing}
      </p>
    )
  return (
    <p className={moments['row']}>
      <input
        className={controls['input']}
        aria-label={words.language}
        placeholder={words.languageMissing}
        maxLength={100}
        value={language.shown}
        onChange={({ currentTarget }) => language.change(currentTarget.value)}
        onBlur={language.flush}
      />
      <button
        type="button"
        className={controls['icon']}
        aria-label={words.remove}
        title={words.remove}
        onClick={() => removeEntry(doc, evidence.id, 'subtitles', id)}
      >
        <IconTrash size={16} stroke={1.8} />
      </button>
    </p>
  )
}

function Lines({
  said,
  player,
  state,
  makeQuote,
}: {
  said: Said
  player: Player
  state: PlayerState
  makeQuote?: (cue: Cue) => void
}) {
  const [sought, setSought] = useState('')
  if (said.problem) return <p className={moments['none']}>{words.unreadable}</p>
  if (!said.cues) return <p className={moments['none']}>{words.opening}</p>
  const { cues, leftOut } = said.cues
  const heard = cueAt(cues, state.timeS)
  const needle = sought.trim().toLocaleLowerCase()
  const found =
    needle === '' ? cues : cues.filter(({ text }) => text.toLocaleLowerCase().includes(needle))
  const from = needle === '' && heard ? Math.max(0, cues.indexOf(heard) - MOST_LINES / 2) : 0
  return (
    <>
      <input
        type="search"
        className={controls['input']}
        aria-label={words.search}
        placeholder={words.search}
        value={sought}
        onChange={({ currentTarget }) => setSought(currentTarget.value)}
      />
      <output className={moments['none']}>
        {cues.length === 0 && words.empty}
        {cues.length > 0 && (found.length === 0 ? words.notFound : words.found(found.length))}
        {leftOut > 0 && ` ${words.leftOut(leftOut)}`}
      </output>
      <ul className={moments['list']}>
        {found.slice(from, from + MOST_LINES).map((cue) => (
          <li
            key={`${cue.startS} ${cue.text}`}
            className={moments['item']}
            aria-current={cue === heard ? 'true' : undefined}
          >
            <button
              type="button"
              className={moments['go']}
              onClick={() => player.toTime(cue.startS)}
            >
              <VisuallyHidden>{words.line} </VisuallyHidden>
              <span className={moments['at']}>{exactClock(cue.startS)}</span>
              <span className={moments['text']}>
                {cue.speaker !== undefined && <b>{cue.speaker}: </b>}
                {cue.text}
              </span>
            </button>
            {makeQuote && (
              <span className={moments['acts']}>
                <button
                  type="button"
                  className={controls['icon']}
                  aria-label={words.quote(cue.text)}
                  title={words.quote(cue.text)}
                  onClick={() => makeQuote(cue)}
                >
                  <IconQuote size={16} stroke={1.8} />
                </button>
              </span>
            )}
          </li>
        ))}
      </ul>
    </>
  )
}
