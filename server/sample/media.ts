import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Facts, OriginalFile } from '../../shared/evidence/fields.ts'

/** The stand-in files that come with the product, made by scripts/make-sample-media.ts. */
export const mediaFolder = join(import.meta.dirname, 'media')

export const mediaNames = [
  'clip-1-walk.mp4',
  'clip-2-barracks.mp4',
  'clip-3-hall.mp4',
  'frame-entrance.png',
  'frame-barracks.png',
  'frame-building.png',
  'frame-windows-outside.png',
  'frame-windows-inside.png',
  'frame-uniform.png',
  'sheet-1.png',
  'sheet-2.png',
  'sheet-3.png',
  'sheet-4.png',
  'detail-box.jpg',
  'satellite-before.jpg',
  'satellite-after.jpg',
  'article-excerpt.txt',
] as const
export type MediaName = (typeof mediaNames)[number]

/** A clip's picture while it is not played. */
export const posterOf: Partial<Record<MediaName, string>> = {
  'clip-1-walk.mp4': 'poster-1-walk.jpg',
  'clip-2-barracks.mp4': 'poster-2-barracks.jpg',
  'clip-3-hall.mp4': 'poster-3-hall.jpg',
}

/** What a card needs of each file once the board has received it. */
export type SampleMedia = Record<MediaName, { file: OriginalFile; facts: Facts }>

/** What each file must be, as it was when it was made. */
export type MediaFacts = {
  type: string
  bytes: number
  sha256: string
  width?: number
  height?: number
  frames?: number
  fps?: number
  durationS?: number
  frameOf?: string
  frame?: number
  /** Of a cited frame: SHA-256 over its pixels, as the player makes them. */
  pixelSha256?: string
}

export function readManifest(): Record<string, MediaFacts> {
  return JSON.parse(readFileSync(join(mediaFolder, 'manifest.json'), 'utf8')) as Record<
    string,
    MediaFacts
  >
}
