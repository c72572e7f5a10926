import type { Facts } from '../../shared/evidence/fields.ts'
import { playedBy } from '../../shared/media/browser-playback.ts'
import { demuxers } from './ffmpeg/demuxers.ts'
import { runFfmpeg } from './ffmpeg/run-ffmpeg.ts'
import { KeptFiles } from './kept-files.ts'

const LIMIT_MS = 10 * 60_000
/** A larger one would take the disk away from what must be kept. */
const MOST_BYTES_OF_ONE = 4 * 1024 ** 3

type Original = { sha256: string; path: string; type: string; size: number; facts: Facts }

/**
 * Clips that browsers play, as they may go to strangers: picture and sound moved as they are into a new file without
 * anything else that was in theirs (places, names, dates, cameras, other tracks, what cameras write between the
 * pictures). Every frame keeps its time, to a few milliseconds. Made by ffmpeg; without it there are none.
 */
export class PlainClips {
  readonly #kept: KeptFiles
  readonly #ffmpeg: string
  /** Tried in this run and not made. */
  readonly #failed = new Set<string>()
  readonly #stop = new AbortController()
  #turn: Promise<unknown> = Promise.resolve()

  constructor({ folder, ffmpeg }: { folder: string; ffmpeg: string }) {
    this.#kept = new KeptFiles(folder, {
      ending: 'clip',
      sorry: 'This clip cannot be shown here. Its picture is shown instead.',
      mostBytes: 8 * 1024 ** 3,
    })
    this.#ffmpeg = ffmpeg
  }

  open(): Promise<void> {
    return this.#kept.open()
  }

  /**
   * Path of the clip and its type.
   *
   * @throws AppError `file/unreadable`
   */
  async clipOf(original: Original): Promise<{ path: string; type: string }> {
    const { sha256 } = original
    const type = original.type === 'video/webm' ? 'video/webm' : 'video/mp4'
    const path = await this.#kept.fileOf(sha256, async (target) => {
      if (this.#failed.has(sha256) || !mayMake(original)) return false
      const made = this.#turn.then(() => this.#make(original, { target, type }))
      this.#turn = made.catch(() => {})
      const isMade = await made
      if (!isMade && !this.#stop.signal.aborted) this.#failed.add(sha256)
      return isMade
    })
    return { path, type }
  }

  async close(): Promise<void> {
    this.#stop.abort()
    await this.#turn
  }

  async #make(
    original: Original,
    { target, type }: { target: string; type: string },
  ): Promise<boolean> {
    const ended = await runFfmpeg(this.#ffmpeg, argumentsOf(original, { target, type }), {
      signal: this.#stop.signal,
      limitMs: LIMIT_MS,
    })
    return ended.is === 'done'
  }
}

function mayMake({ type, size, facts }: Original): boolean {
  return size <= MOST_BYTES_OF_ONE && playedBy(type, facts) === 'all' && type in demuxers
}

function argumentsOf(
  { path, type: given, facts }: Original,
  { target, type }: { target: string; type: string },
): string[] {
  const container = type === 'video/webm' ? ['-f', 'webm'] : asMp4
  return [
    ['-nostdin', '-v', 'error', '-nostats'],
    ['-protocol_whitelist', 'file,pipe', '-f', demuxers[given] ?? '', '-i', path],
    ['-map', '0:V:0', '-map', '0:a:0?', '-map_metadata', '-1', '-map_chapters', '-1', '-dn', '-sn'],
    ['-c', 'copy', ...withoutNotes(facts.videoCodec)],
    ['-fflags', '+bitexact', ...container],
    ['-y', target],
  ].flat()
}

const asMp4 = ['-movflags', '+faststart', '-write_tmcd', '0', '-f', 'mp4']

/** Where a codec lets a camera write between the pictures (a place, a number of its own), that is left out. */
function withoutNotes(codec: string | undefined): string[] {
  if (codec === 'avc') return ['-bsf:v', 'filter_units=remove_types=6']
  return codec === 'av1' ? ['-bsf:v', 'filter_units=remove_types=5'] : []
}
