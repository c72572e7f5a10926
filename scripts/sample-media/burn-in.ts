import { n, svg, type Point } from './paint.ts'

/** What is burnt into every frame, so that nobody takes it for the real thing and any frame can be told from its neighbours. */
export const STAND_IN = 'STAND-IN · NOT REAL FOOTAGE'

/** The frame number as ten squares, most significant first, white for 1: readable by a program after any decoder. */
export const bitStrip = { bits: 10, x: 526, y: 337, step: 10, size: 8 } as const

export function burnIn(
  frame: number,
  { label, fps, caption }: { label: string; fps: number; caption: string | null },
): string {
  const { bits, x, y, step, size } = bitStrip
  let squares = `<rect x="${x - 4}" y="${y - 4}" width="${bits * step + 6}" height="${size + 8}" fill="#111"/>`
  for (let i = 0; i < bits; i++) {
    const on = (frame >> (bits - 1 - i)) & 1
    squares += `<rect x="${x + i * step}" y="${y}" width="${size}" height="${size}" fill="${on ? '#fff' : '#333'}"/>`
  }
  const text = `${label}   F ${String(frame).padStart(4, '0')}   ${timecode(frame, fps)}`
  return svg([640, 360], {
    body:
      `<rect x="12" y="12" width="238" height="24" rx="3" fill="rgba(178,34,34,0.92)"/>` +
      words(STAND_IN, [131, 28.5], { size: 13, weight: 700, anchor: 'middle', fill: '#fff' }) +
      `<rect x="12" y="331" width="${n(20 + text.length * 7.85)}" height="20" rx="2" fill="rgba(17,17,17,0.78)"/>` +
      words(text, [22, 345.5], {
        size: 13,
        weight: 400,
        anchor: 'start',
        fill: '#f4f1e6',
        family: 'DejaVu Sans Mono',
      }) +
      squares +
      (caption === null ? '' : subtitle(caption)),
  })
}

/** SMPTE without drop: hours, minutes, seconds, frames. */
export function timecode(frame: number, fps: number): string {
  const two = (value: number) => String(value).padStart(2, '0')
  const seconds = Math.floor(frame / fps)
  return `${two(Math.floor(seconds / 3600))}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}:${two(frame % fps)}`
}

function subtitle(text: string): string {
  return (
    `<rect x="96" y="292" width="448" height="28" rx="4" fill="rgba(14,16,18,0.66)"/>` +
    words(text, [320, 311], { size: 15, weight: 400, anchor: 'middle', fill: '#fff' })
  )
}

export function words(
  text: string,
  [x, y]: Point,
  look: {
    size: number
    weight: 400 | 700
    anchor: 'start' | 'middle'
    fill: string
    family?: string
  },
): string {
  const safe = text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')
  return `<text x="${n(x)}" y="${n(y)}" font-family="${look.family ?? 'Liberation Sans'}, sans-serif" font-size="${look.size}" font-weight="${look.weight}" text-anchor="${look.anchor}" fill="${look.fill}" xml:space="preserve">${safe}</text>`
}
