import type { Facts } from '../../../shared/evidence/fields.ts'
import { readGoProFacts } from './gopro-facts.ts'
import { matroskaInfoOf } from './matroska-info.ts'
import { movieBoxesOf, type MovieTrack } from './movie-boxes.ts'
import { noteDate, noteSoftware } from './stated.ts'

/** Types made of boxes (ISO 14496-12), with what people call them. */
const boxed: [RegExp, string][] = [
  [/quicktime/, 'QuickTime'],
  [/3gpp/, '3GP'],
  [/mp4|m4[av]/, 'MP4'],
]
/** Names of handlers and compressors that tell no device and no program. */
const saysNothing = /^(video|sound|audio|data|core media .*)\s?handler?$|^(avc|h\.?264|hevc)$/i

/** What the container says beside the pictures: its dates, who wrote it, and whether its frames are all there. */
export async function readContainerFacts(path: string, type: string, facts: Facts): Promise<void> {
  const name = boxed.find(([pattern]) => pattern.test(type))?.[1]
  if (name !== undefined) return readMovie(path, name, facts)
  if (/webm|matroska/.test(type)) return readMatroska(path, type, facts)
  if (type === 'video/mp2t') facts.container = 'MPEG transport stream'
}

async function readMovie(path: string, name: string, facts: Facts): Promise<void> {
  const { brand, created, changed, tracks } = await movieBoxesOf(path)
  facts.container = brand === '' ? name : `${name} (${brand})`
  noteDate(facts, 'mvhd', created)
  if (changed !== created) noteDate(facts, 'mvhd-changed', changed)
  for (const track of tracks) {
    const from = track.handler === 'soun' ? 'track-sound' : 'track-picture'
    const isSeen = track.handler === 'soun' || track.handler === 'vide'
    if (isSeen && track.created !== created) noteDate(facts, from, track.created)
    for (const text of isSeen ? track.names : [])
      if (!saysNothing.test(text)) noteSoftware(facts, text)
  }
  noteMissingFrames(tracks, facts)
  await readGoProFacts(path, tracks, facts)
  if (facts.takenAt !== undefined || created === null) return
  facts.takenAt = created
  facts.notes?.push(
    'The time is the one in the file’s header: meant as UTC, but some cameras write local time there.',
  )
}

function noteMissingFrames(tracks: readonly MovieTrack[], facts: Facts): void {
  const held = (tracks.find(({ handler }) => handler === 'vide') ?? tracks[0])?.held
  if (!held || held.held === held.stated) return
  facts.framesHeld = held.held
  facts.notes?.push(
    held.held === 0
      ? `The file is cut short: it announces ${held.stated} frames and holds none of them, so there is nothing to be seen.`
      : `The file is cut short: of ${held.stated} frames that it announces, ${held.held} are in it.`,
  )
}

async function readMatroska(path: string, type: string, facts: Facts): Promise<void> {
  facts.container = type.includes('webm') ? 'WebM' : 'Matroska'
  const info = await matroskaInfoOf(path)
  if (!info) return
  noteDate(facts, 'matroska-date', info.date)
  for (const name of [info.writer, info.muxer]) noteSoftware(facts, name)
  if (info.date !== null) facts.takenAt ??= info.date
}
