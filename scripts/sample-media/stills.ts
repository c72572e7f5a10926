import { words } from './burn-in.ts'
import { markRing } from './box.ts'
import { chance, css, ellipse, hex, line, n, polygon, svg, tone, type Point } from './paint.ts'

export const stillSize: Point = [720, 540]

const olive = hex('#66704f')
const label = (text: string) =>
  `<rect x="16" y="16" width="300" height="30" rx="4" fill="rgba(178,34,34,0.92)"/>${words('STAND-IN · NOT REAL FOOTAGE', [166, 37], { size: 17, weight: 700, anchor: 'middle', fill: '#fff' })}` +
  `<rect x="16" y="494" width="${n(26 + text.length * 8.9)}" height="30" rx="4" fill="rgba(17,17,17,0.78)"/>${words(text, [29, 515], { size: 17, weight: 400, anchor: 'start', fill: '#f4f1e6' })}`

/** An open box with a made-up mark, packs beside it. */
export function drawBox(): string {
  const next = chance(402)
  const card = hex('#b38c5d')
  let body =
    '<rect width="720" height="540" fill="#8c806a"/><rect width="720" height="210" fill="#7f9484"/>'
  for (let x = 0; x < 720; x += 60)
    for (let y = 0; y < 210; y += 70)
      body += `<rect x="${x + 2}" y="${y + 2}" width="56" height="66" fill="${css(tone(hex('#7f9484'), (next() - 0.5) * 0.16))}"/>`
  for (let i = 0; i < 60; i++)
    body += ellipse(
      [next() * 720, 230 + next() * 320],
      [30 + next() * 90, 5 + next() * 16],
      css(tone(hex('#8c806a'), (next() - 0.5) * 0.5), 0.18),
    )
  body += ellipse([360, 480], [300, 38], 'rgba(34,26,18,0.36)')
  body +=
    polygon(
      [
        [190, 190],
        [500, 172],
        [520, 120],
        [168, 134],
      ],
      css(tone(card, -0.2)),
    ) +
    polygon(
      [
        [190, 190],
        [500, 172],
        [560, 230],
        [236, 250],
      ],
      css(hex('#3e372c')),
    )
  for (let i = 0; i < 9; i++)
    body += `<path d="M${228 + i * 32},${244 - (i % 3) * 12} q14,-40 40,-8 l4,26 Z" fill="${css(tone(olive, (next() - 0.5) * 0.4))}"/>`
  body +=
    polygon(
      [
        [190, 190],
        [236, 250],
        [240, 480],
        [196, 402],
      ],
      css(tone(card, -0.3)),
    ) +
    polygon(
      [
        [236, 250],
        [560, 230],
        [556, 456],
        [240, 480],
      ],
      css(card),
    )
  for (let i = 0; i < 46; i++)
    body += line(
      [
        [244 + next() * 280, 256 + next() * 210],
        [270 + next() * 284, 256 + next() * 210],
      ],
      css(tone(card, (next() - 0.5) * 0.4), 0.12),
      4,
    )
  body += polygon(
    [
      [378, 241],
      [414, 239],
      [412, 467],
      [376, 470],
    ],
    css(tone(card, 0.4), 0.55),
  )
  body +=
    polygon(
      [
        [236, 250],
        [560, 230],
        [604, 274],
        [268, 300],
      ],
      css(tone(card, 0.16), 0.94),
    ) +
    line(
      [
        [268, 300],
        [604, 274],
      ],
      'rgba(60,40,20,0.4)',
      2,
    )
  const ring = (grow: number) =>
    markRing().map(([a, u]): Point => [
      262 + grow + a * (100 - grow * 2),
      342 + grow + u * (100 - grow * 2),
    ])
  body += polygon(ring(0), '#3f3a33') + polygon(ring(17), css(card)) + polygon(ring(33), '#3f3a33')
  body += words('made-up mark', [314, 462], {
    size: 15,
    weight: 700,
    anchor: 'middle',
    fill: '#3f3a33',
  })
  for (const [x, y, s] of [
    [586, 350, 1],
    [60, 380, 0.92],
  ] as const) {
    body += `<g transform="translate(${x},${y}) scale(${s})"><ellipse cx="56" cy="126" rx="84" ry="14" fill="rgba(34,26,18,0.4)"/><path d="M4,30 Q8,-14 56,-14 Q104,-14 108,30 L116,122 Q56,136 -4,122 Z" fill="${css(tone(olive, -0.12))}"/><path d="M60,-14 Q104,-14 108,30 L116,122 Q90,130 64,130 Z" fill="rgba(20,24,16,0.26)"/><rect x="16" y="58" width="80" height="52" rx="10" fill="${css(tone(olive, 0.1))}"/><path d="M22,-6 Q56,20 92,-6" stroke="rgba(30,34,24,0.6)" stroke-width="5" fill="none"/></g>`
  }
  return svg(stillSize, {
    body: body + label('Detail, redrawn: boxes that packs are filled from'),
  })
}
