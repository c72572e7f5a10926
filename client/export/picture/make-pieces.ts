import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex } from '@noble/hashes/utils.js'
import { zipSync, type Zippable } from 'fflate'
import { escaped } from '../../../shared/export/markup.ts'
import type { BoardPictures, Motif } from '../../board/picture/board-pictures.ts'
import { encoded, type EncodedPicture, type KnownFacts, type RasterFormat } from './encode.ts'
import type { PictureLayout } from './layout.ts'
import type { MadePicture } from './make-picture.ts'
import { pieceName, type PicturePlan } from './pieces.ts'
import { paintPiece, type Work } from './raster.ts'

/**
 * A picture that is too large for one file, as a zip of pieces that fit edge to edge, with a page that shows them
 * together. Each piece says by itself which moment it is of.
 */
export async function makePieces(
  plan: Extract<PicturePlan, { is: 'pieces' }>,
  {
    format,
    facts,
    work,
    ...drawing
  }: {
    pictures: BoardPictures
    motif: Motif
    layout: PictureLayout
    scale: number
    format: RasterFormat
    facts: KnownFacts
    work: Work
  },
): Promise<Pick<MadePicture, 'pixels' | 'pieces' | 'file'>> {
  const made: (EncodedPicture & { name: string })[] = []
  for (const [at, piece] of plan.pieces.entries()) {
    const share = (done: number) => work.onDone((at + done) / plan.pieces.length)
    // oxlint-disable-next-line no-await-in-loop -- one piece in memory at a time
    const canvas = await paintPiece(piece, { ...drawing, work: { ...work, onDone: share } })
    // oxlint-disable-next-line no-await-in-loop
    const picture = await encoded(canvas, { format, facts })
    canvas.width = 0
    made.push({ ...picture, name: pieceName(at, { ...plan, format }) })
  }
  const pieces = made.map(({ name, pixels }) => ({ name, pixels }))
  const hash = sha256.create()
  for (const { pixels } of pieces) hash.update(new TextEncoder().encode(pixels))
  return {
    pixels: bytesToHex(hash.digest()),
    pieces,
    file: async (sign) => {
      const files: Zippable = {}
      for (const picture of made) {
        // oxlint-disable-next-line no-await-in-loop -- the server signs one after the other
        const blob = await sign(picture)
        // oxlint-disable-next-line no-await-in-loop
        files[picture.name] = [new Uint8Array(await blob.arrayBuffer()), { level: 0 }]
      }
      const names = made.map(({ name }) => name)
      files['index.html'] = new TextEncoder().encode(pageOf(names, { plan, facts }))
      return new Blob([Uint8Array.from(zipSync(files))], { type: 'application/zip' })
    },
  }
}

function pageOf(
  names: readonly string[],
  { plan: { across, w }, facts }: { plan: { across: number; w: number }; facts: KnownFacts },
): string {
  const title = `${facts.title}, ${facts.moment}`
  return [
    '<!doctype html>',
    '<meta charset="utf-8">',
    `<title>${escaped(title)}</title>`,
    `<style>body{margin:0}main{display:grid;grid-template-columns:repeat(${across},max-content);width:${w}px}img{display:block}</style>`,
    `<main>${names.map((name) => `<img src="${name}" alt="">`).join('')}</main>`,
    '',
  ].join('\n')
}
