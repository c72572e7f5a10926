import { Tabs } from '@mantine/core'
import { useRef, useState, type DragEvent } from 'react'
import { flushSync } from 'react-dom'
import type { Evidence } from '../../shared/evidence/kinds.ts'
import type { Crop, MediaRange } from '../../shared/evidence/references.ts'
import { textOf } from '../../shared/evidence/values.ts'
import { titleOf } from '../../shared/evidence/wording.ts'
import { exactClock, rangeInWords, spanInWords } from '../../shared/media/media-time.ts'
import { fileAddress } from '../api.ts'
import { useBoard } from '../board/board-provider.tsx'
import { useRole } from '../board/use-role.ts'
import { useWaysIn } from '../board/ways-in-provider.tsx'
import { firstCrop } from './crop-box.tsx'
import { FramesList } from './frames-list.tsx'
import { fieldsOfGrabbed, grabFrame, type Cited } from './grab-frame.ts'
import { messages } from './media-messages.ts'
import css from './clip-desk.module.css'
import { NotesList } from './notes-list.tsx'
import { pressPlayerKey } from './player-keys.ts'
import { PlayerStage } from './player-stage.tsx'
import type { Range } from './player.ts'
import { QuotesList } from './quotes-list.tsx'
import { SheetPanel } from './sheet-panel.tsx'
import { addSubtitles } from './subtitle-files.ts'
import { TimeLine, type Lane } from './time-line.tsx'
import { Transport } from './transport.tsx'
import { useAboutClip, type AboutClip } from './use-about-clip.ts'
import type { Opened } from './use-clip.ts'
import { useKeys } from './use-keys.ts'
import { useMarkedRange, usePlayer } from './use-player.ts'
import { cueAt, useSaid } from './use-said.ts'
import { WordsList } from './words-list.tsx'

/** A clip on the desk: its picture, its time line, what moves in it, and beside it what the board holds about it. */
export function ClipDesk({
  evidence,
  boardId,
  opened,
}: {
  evidence: Evidence
  boardId: string
  opened: Opened
}) {
  const board = useBoard()
  const waysIn = useWaysIn()
  const isViewer = useRole() === 'viewer'
  const { player, state } = usePlayer(opened.clip)
  useMarkedRange(evidence.id, state)
  const about = useAboutClip(evidence)
  const said = useSaid(evidence, boardId)
  const [tab, setTab] = useState<string | null>('notes')
  const [crop, setCrop] = useState<Crop | null>(null)
  const [isSheetOpen, setSheetOpen] = useState(false)
  const [isGrabbing, setGrabbing] = useState(false)
  const root = useRef<HTMLDivElement>(null)
  const newNote = useRef<HTMLTextAreaElement>(null)
  const title = titleOf(evidence)
  const cited: Cited = { evidence, ...opened }

  const grab = async () => {
    if (isGrabbing) return
    player.pause()
    setGrabbing(true)
    const { index } = player.state.get()
    try {
      const frame = await opened.clip.frame(index)
      const grabbed = await grabFrame(opened.clip, { frame, index, crop, cited })
      frame.close()
      const fields = fieldsOfGrabbed(grabbed, { evidence, by: board.me.name })
      waysIn.addBeside(evidence.id, [{ kind: 'photo', fields, file: grabbed.file }])
      waysIn.notify(messages.grab.done(index))
    } catch {
      waysIn.notify(messages.grab.failed)
    } finally {
      setGrabbing(false)
    }
  }
  const makeQuote = ({ startS, endS }: Range, known: Record<string, unknown> = {}) => {
    const mediaRange: MediaRange = { of: evidence.id, startS, endS }
    const fields = {
      title: messages.quotes.title(title, rangeInWords(mediaRange)),
      ...known,
      mediaRange,
    }
    const [made] = waysIn.addBeside(evidence.id, [{ kind: 'quote', fields }])
    if (made) board.chosen.choose(made)
  }
  const addWords = async (file: File) => {
    const refused = await addSubtitles(board, evidence.id, file)
    if (refused !== null) waysIn.notify(refused)
    else setTab('words')
  }
  const toggleCrop = () => setCrop(crop ? null : firstCrop)
  useKeys(root, (key) =>
    pressPlayerKey(key, player, {
      undo: () => board.undo(),
      redo: () => board.redo(),
      ...(!isViewer && {
        grab: () => void grab(),
        crop: toggleCrop,
        note: () => {
          flushSync(() => setTab('notes'))
          newNote.current?.focus()
        },
      }),
    }),
  )

  const heard = said.cues && cueAt(said.cues.cues, state.timeS)
  return (
    <div
      ref={root}
      className={css['desk']}
      {...(!isViewer && dropsOf((file) => void addWords(file)))}
    >
      <div className={css['parts']}>
        <div className={css['main']}>
          {opened.sha256 !== opened.originalSha256 && (
            <p className={css['notice']}>{messages.workingCopy}</p>
          )}
          <PlayerStage
            player={player}
            state={state}
            address={fileAddress(boardId, opened.sha256)}
            title={title}
            said={heard?.text}
            crop={crop}
            onCrop={setCrop}
          />
          <TimeLine player={player} state={state} lanes={lanesOf(about)} />
          <Transport
            player={player}
            state={state}
            {...(!isViewer && {
              taking: {
                grab: () => void grab(),
                isGrabbing,
                isCropping: crop !== null,
                toggleCrop,
                isSheetOpen,
                toggleSheet: () => setSheetOpen(!isSheetOpen),
              },
            })}
          />
          {isSheetOpen && !isViewer && (
            <SheetPanel player={player} cited={cited} close={() => setSheetOpen(false)} />
          )}
          <output className={css['heard']}>
            {state.rate === 0 && messages.announce(state.index, exactClock(state.timeS))}
          </output>
        </div>
        <aside className={css['side']} aria-label={messages.side.label}>
          <Tabs
            value={tab}
            onChange={setTab}
            classNames={{ root: css['tabs'], panel: css['panel'] }}
          >
            <Tabs.List grow>
              <Tabs.Tab value="notes">{counted(messages.side.notes, about.notes.length)}</Tabs.Tab>
              <Tabs.Tab value="quotes">
                {counted(messages.side.quotes, about.quotes.length)}
              </Tabs.Tab>
              <Tabs.Tab value="words">{messages.side.words}</Tabs.Tab>
              <Tabs.Tab value="frames">
                {counted(messages.side.frames, about.frames.length)}
              </Tabs.Tab>
            </Tabs.List>
            <Tabs.Panel value="notes">
              <NotesList
                id={evidence.id}
                notes={about.notes}
                player={player}
                state={state}
                newNote={newNote}
              />
            </Tabs.Panel>
            <Tabs.Panel value="quotes">
              <QuotesList quotes={about.quotes} player={player} makeQuote={makeQuote} />
            </Tabs.Panel>
            <Tabs.Panel value="words">
              <WordsList
                evidence={evidence}
                said={said}
                player={player}
                state={state}
                addFile={(file) => void addWords(file)}
                makeQuote={(cue, from) =>
                  makeQuote(cue, {
                    words: cue.text,
                    ...(from.language !== '' && { language: from.language }),
                    description: messages.words.asWritten(from.label, cue.speaker),
                  })
                }
              />
            </Tabs.Panel>
            <Tabs.Panel value="frames">
              <FramesList frames={about.frames} player={player} />
            </Tabs.Panel>
          </Tabs>
        </aside>
      </div>
    </div>
  )
}

function counted(name: string, count: number): string {
  return count === 0 ? name : `${name} ${count}`
}

function lanesOf({ notes, quotes, frames }: AboutClip): Lane[] {
  return [
    {
      kind: 'notes',
      marks: notes.map(({ id, value }) => ({
        key: id,
        startS: value.startS,
        endS: value.endS,
        label: messages.line.note(value.note, spanInWords(value)),
      })),
    },
    {
      kind: 'quotes',
      marks: quotes.map(({ evidence, range }) => ({
        key: evidence.id,
        startS: range.startS,
        endS: range.endS,
        label: messages.line.quote(
          textOf(evidence, 'words') ?? titleOf(evidence),
          rangeInWords(range),
        ),
      })),
    },
    {
      kind: 'frames',
      marks: frames.map(({ evidence, frameOf }) => ({
        key: evidence.id,
        startS: frameOf.timeS,
        endS: null,
        label: messages.line.grabbed(titleOf(evidence)),
      })),
    },
  ]
}

/** A file of words dropped on the desk belongs to its clip; other files are for the canvas behind. */
function dropsOf(take: (file: File) => void) {
  const isFiles = (event: DragEvent) => event.dataTransfer.types.includes('Files')
  return {
    onDragOver: (event: DragEvent) => {
      if (isFiles(event)) event.preventDefault()
    },
    onDrop: (event: DragEvent) => {
      const files = [...event.dataTransfer.files]
      if (!isFiles(event) || !files.some(({ name }) => /\.(vtt|srt)$/i.test(name))) return
      event.preventDefault()
      event.stopPropagation()
      for (const file of files) if (/\.(vtt|srt)$/i.test(file.name)) take(file)
    },
  }
}
