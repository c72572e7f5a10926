import { titleOf } from '../../shared/evidence/wording.ts'
import type { Evidence } from '../../shared/evidence/kinds.ts'
import type { Alignment } from '../../shared/geo/alignment.ts'
import { messages } from './satellite-messages.ts'
import type { Pair } from './use-comparison.ts'

const words = messages.compare

/** How two pictures were laid over each other, and how well as far as anybody knows. */
export function alignmentInWords(alignment: Extract<Alignment, { is: 'aligned' }>): string {
  if (alignment.by === 'frame') return words.byFrame
  const { registerM, metresPerPixel } = alignment
  if (registerM === null) return `${words.byPlace}, ${words.errorUnknown}`
  // Finer than a pixel nobody sees.
  return `${words.byPlace}, ${words.error(metresInWords(Math.max(registerM, metresPerPixel / 2)))}`
}

/** Why there is nothing to be compared. */
export function faultInWords(pair: Exclude<Pair, { is: 'aligned' }>): string {
  switch (pair.is) {
    case 'too-few':
      return words.few
    case 'apart':
      return words.apart
    case 'not-placed':
      return words.notPlaced(titlesOf(pair.of))
    case 'no-picture':
      return words.noPicture(titlesOf(pair.of))
  }
}

/** Two digits are as many as an error has. */
export function metresInWords(metres: number): string {
  if (metres >= 1000) return `${Number((metres / 1000).toPrecision(2))} km`
  if (metres >= 10) return `${Number(metres.toPrecision(2))} m`
  return metres >= 0.1 ? `${metres.toFixed(1)} m` : `${Math.max(1, Math.round(metres * 100))} cm`
}

function titlesOf(items: readonly Evidence[]): string {
  return items.map((item) => `“${titleOf(item)}”`).join(', ')
}
