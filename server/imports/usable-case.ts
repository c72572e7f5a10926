import { refused } from './check-case.ts'
import { withoutTurning } from '../../shared/evidence/called-elsewhere.ts'
import type { ArchivedBoard, ArchivedFile, ArchivedVersion } from '../proof/archive-format.ts'

const MOST_PEOPLE = 10_000
const MOST_VERSIONS = 100_000
const TITLE_LENGTH = 200

/**
 * What hashes say nothing of, and a database has its own mind about.
 *
 * @throws AppError `package/refused`
 */
export function expectUsable(
  board: ArchivedBoard,
  {
    files,
    versions,
    timestamps,
  }: {
    files: readonly ArchivedFile[]
    versions: readonly ArchivedVersion[]
    timestamps: readonly { versionId: string }[]
  },
): void {
  if (!/^[\w-]{1,64}$/.test(board.id)) throw refused('Its board has no id that can be used here.')
  if (board.head.seq === 0) throw refused('Its board is empty: not even its first page is there.')
  const people = Object.entries(board.people)
  if (people.length > MOST_PEOPLE || versions.length > MOST_VERSIONS)
    throw refused('It names more people or versions than can be.')
  const words = [
    ...people.flat(),
    ...versions.flatMap(({ id, name, note, personName }) => [id, name, note, personName]),
  ]
  if (words.some((text) => text.includes('\0') || !text.isWellFormed()))
    throw refused('A name in it holds what is no text.')
  if (people.flat().some((text) => text.length > 500)) throw refused('A name in it is too long.')
  if (
    versions.some(({ id }) => !/^[\w-]{1,64}$/.test(id)) ||
    hasTwice(versions.map(({ id }) => id))
  )
    throw refused('Its versions cannot be told apart.')
  if (hasTwice(timestamps.map(({ versionId }) => versionId)))
    throw refused('A version in it has more than one time stamp.')
  if (hasTwice(files.map(({ sha256 }) => sha256))) throw refused('It names a file twice.')
}

/** A board's title has one line. */
export function titleFrom(title: string): string {
  const line = withoutTurning(title)
    .toWellFormed()
    .replaceAll(/[\p{Cc}\s]+/gu, ' ')
    .trim()
  return line.slice(0, TITLE_LENGTH).toWellFormed().trim() || 'Imported case'
}

function hasTwice(ids: readonly string[]): boolean {
  return new Set(ids).size < ids.length
}
