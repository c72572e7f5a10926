import type { Evidence } from '../../evidence/kinds.ts'
import { textOf, valueOf } from '../../evidence/values.ts'
import { lineOf } from '../../evidence/wording.ts'
import { escaped, isolated } from '../markup.ts'

/** Pictures that every browser shows and nothing runs in. */
const shownPictures = /^image\/(jpeg|png|webp|gif|avif)$/
const playedClips = /^(video|audio)\/(mp4|webm|ogg|mpeg|wav)$/

/** What is not shown before somebody asks for it, and what is said instead. */
const warnings: Record<string, string> = {
  graphic: 'Graphic material. Show it.',
  'personal-information': 'Personal information is visible. Show it.',
}

/** An item's picture and clip, as far as they lie in the package; behind a warning where one is due. */
export function caseMedia(item: Evidence, files: ReadonlySet<string>): string {
  const media = [pictureOf(item, files), clipOf(item, files)].filter((part) => part !== '').join('')
  const warning = warnings[textOf(item, 'sensitivity') ?? '']
  if (media === '' || warning === undefined) return media
  return `<details><summary>${escaped(warning)}</summary>${media}</details>`
}

/**
 * Where a file lies in the package: under its hash, and saved by its name. Its name alone where it is not there.
 */
export function fileLink(
  { sha256, name }: { sha256: string; name: string },
  words: string,
  files: ReadonlySet<string>,
): string {
  return files.has(sha256)
    ? `<a href="data/files/${escaped(sha256)}" download="${escaped(name)}">${isolated(words)}</a>`
    : `${isolated(words)} (not in this package)`
}

function pictureOf(item: Evidence, files: ReadonlySet<string>): string {
  const facts = valueOf(item, 'facts', 'facts')
  const file = valueOf(item, 'file', 'file')
  const own = file && shownPictures.test(file.type) ? file.sha256 : undefined
  const shown = [facts?.previewSha256, own].find((sha) => sha !== undefined && files.has(sha))
  if (shown === undefined) return ''
  const alt = escaped(lineOf(item))
  return `<figure><img loading="lazy" src="data/files/${escaped(shown)}" alt="${alt}"></figure>`
}

/** The working copy, where one was made because browsers do not play the original. */
function clipOf(item: Evidence, files: ReadonlySet<string>): string {
  const copy = valueOf(item, 'facts', 'facts')?.workingCopySha256
  const file = valueOf(item, 'file', 'file')
  const own = file && playedClips.test(file.type) ? file.sha256 : undefined
  const played = [copy, own].find((sha) => sha !== undefined && files.has(sha))
  if (played === undefined) return ''
  const tag = file?.type.startsWith('audio/') === true ? 'audio' : 'video'
  const note = played === own ? '' : '<figcaption class="small">Working copy</figcaption>'
  return `<figure><${tag} controls preload="none" src="data/files/${escaped(played)}"></${tag}>${note}</figure>`
}
