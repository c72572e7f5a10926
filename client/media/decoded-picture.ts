/**
 * One frame as its decoder gave it: planes of numbers, before anybody made colours of them. H.264, HEVC, VP8, VP9
 * and AV1 say bit by bit what these are, so every correct decoder gives the same.
 */
export type DecodedPicture = {
  /** Name in WebCodecs: `I420`, `NV12`, … */
  format: string
  /** Pixels that are meant to be seen, as coded: not turned, perhaps not square. */
  width: number
  height: number
  data: Uint8Array
  /** Where each plane begins in `data`, and how far its rows are apart, in bytes. */
  planes: readonly { offset: number; stride: number }[]
}

/** How the numbers mean colours, as the file says (ITU-T H.273). */
export type Colour = { matrix: Matrix; isFullRange: boolean }
export type Matrix = 'bt601' | 'bt709' | 'bt2020'

/** How a coded picture is shown. */
export type Turn = {
  /** Clockwise, before mirroring. */
  rotationDeg: number
  isMirrored: boolean
  /** Size with square pixels, before turning; never smaller than the coded size. */
  squareW: number
  squareH: number
}

/**
 * What a file says of its colours; where it says nothing, what televisions did: high definition is BT.709, less
 * is BT.601. Taken from the file and never from the browser, for browsers guess differently.
 */
export function colourOf(
  stated: { matrix?: string | null | undefined; fullRange?: boolean | null | undefined },
  codedHeight: number,
): Colour {
  const isFullRange = stated.fullRange === true
  if (stated.matrix?.startsWith('bt2020')) return { matrix: 'bt2020', isFullRange }
  if (stated.matrix === 'bt709') return { matrix: 'bt709', isFullRange }
  if (stated.matrix === 'smpte170m' || stated.matrix === 'bt470bg')
    return { matrix: 'bt601', isFullRange }
  return { matrix: codedHeight >= 720 ? 'bt709' : 'bt601', isFullRange }
}
