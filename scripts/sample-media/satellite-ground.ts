import { chance, css, ellipse, hex, line, polygon, tone } from './paint.ts'
import type { Season } from './satellite-things.ts'

export function fields(next: () => number): string {
  let rows = ''
  for (let i = 0; i < 40; i++) {
    rows += line(
      [
        [0, 640 + i * 5],
        [900, 600 + i * 5 + next() * 2],
      ],
      i % 2 ? 'rgba(96,86,58,0.2)' : 'rgba(176,164,120,0.2)',
      2.4,
    )
  }
  return rows
}

export function roads(season: Season, next: () => number): string {
  const asphalt = css(hex('#a19d93'))
  let body = line(
    [
      [-20, 640],
      [300, 622],
      [600, 590],
      [920, 566],
    ],
    asphalt,
    26,
  )
  body += line(
    [
      [330, 620],
      [318, 400],
      [300, 60],
      [296, -20],
    ],
    css(hex('#aaa494')),
    20,
  )
  body += line(
    [
      [560, 596],
      [548, 400],
      [540, 330],
    ],
    css(hex('#aaa494')),
    16,
  )
  body += polygon(
    [
      [458, 346],
      [760, 316],
      [776, 420],
      [470, 452],
    ],
    css(hex('#b0a998')),
  )
  for (let i = 0; i < 120; i++) {
    body += ellipse(
      [455 + next() * 320, 318 + next() * 132],
      [2 + next() * 14, 1 + next() * 4],
      css(tone(hex('#b0a998'), (next() - 0.5) * 0.5), 0.16),
    )
  }
  body += line(
    [
      [-20, 640],
      [300, 622],
      [600, 590],
      [920, 566],
    ],
    'rgba(230,226,210,0.35)',
    1.2,
  )
  return (
    body +
    (season.after
      ? ''
      : line(
          [
            [340, 420],
            [388, 412],
          ],
          css(hex('#9d946f'), 0.5),
          7,
        ))
  )
}

export function wornGround(): string {
  const mud = hex('#b5a37c')
  const next = chance(301)
  let body = ''
  for (let i = 0; i < 90; i++) {
    body += ellipse(
      [300 + next() * 170, 330 + (next() - 0.5) * 150],
      [8 + next() * 30, 3 + next() * 10],
      css(tone(mud, (next() - 0.5) * 0.4), 0.2),
    )
  }
  for (const dy of [0, 9]) {
    body += line(
      [
        [322, 356 + dy],
        [390, 362 + dy],
        [430, 378 + dy],
        [480, 380 + dy],
      ],
      css(tone(mud, -0.28), 0.55),
      3.4,
    )
    body += line(
      [
        [318, 290 + dy],
        [372, 300 + dy],
        [420, 340 + dy],
        [470, 366 + dy],
      ],
      css(tone(mud, -0.28), 0.45),
      3.2,
    )
  }
  return body
}
