import type { KindName } from '../../shared/evidence/kinds.ts'
import { isWorldFileName, stemOf } from '../../shared/geo/world-file.ts'
import type { StoredFile } from '../../shared/protocol/http.ts'

const videoEndings = /\.(mp4|m4v|mov|qt|webm|mkv|avi|mpe?g|m2?ts|3gp|3g2|ogv|wmv|asf|flv|vob)$/i
const pictureEndings = /\.(jpe?g|jfif|png|gif|webp|avif|bmp|heic|heif)$/i
const rasterEndings = /\.(tiff?|gtiff?)$/i
/** What a file will most likely be, before the server has looked into it. `beside` are the files that come with it. */
export function guessKind(
  file: { name: string; type: string },
  beside: readonly { name: string }[] = [],
): KindName {
  if (file.type.startsWith('video/') || videoEndings.test(file.name)) return 'video'
  if (rasterEndings.test(file.name)) return 'satellite'
  if (file.type === 'image/svg+xml') return 'document'
  const isPicture = file.type.startsWith('image/') || pictureEndings.test(file.name)
  if (!isPicture) return 'document'
  return hasWorldFile(file, beside) ? 'satellite' : 'photo'
}

/**
 * The kind of an item once the server has read its file. What a person or a world file said stays where the
 * content does not speak against it.
 */
export function kindOfStored(
  guess: KindName,
  { type, facts }: Pick<StoredFile, 'type' | 'facts'>,
): KindName {
  if (type.startsWith('video/')) return 'video'
  if (!type.startsWith('image/') || type === 'image/svg+xml') return 'document'
  if (facts.crs !== undefined || facts.footprint !== undefined) return 'satellite'
  const isPlainTiff = type === 'image/tiff'
  return guess === 'satellite' && !isPlainTiff ? 'satellite' : 'photo'
}

function hasWorldFile(file: { name: string }, beside: readonly { name: string }[]): boolean {
  const stem = stemOf(file.name)
  return beside.some(({ name }) => isWorldFileName(name) && stemOf(name) === stem)
}
