import { words } from './burn-in.ts'
import { markRing } from './box.ts'
import { chance, css, ellipse, hex, line, n, polygon, svg, tone, type Point } from './paint.ts'

export const stillSize: Point = [720, 540]

const olive = hex('#66704f')
const label = (text: string) =>
  `<rect x="16" y="16" width="300" height="30" rx="4" fill="rgba(178,34,34,0.92)"/>${words('STAND-IN · NOT REAL FOOTAGE', [166, 37], { size: 17, weight: 700, anchor: 'middle', fill: '#fff' })}` +
  `<rect x="16" y="494" width="${n(26 + text.length * 8.9)}" height="30" rx="4" fill="rgba(17,17,17,0.78)"/>${words(text, [29, 515], { size: 17, weight: 400, anchor: 'start', fill: '#f4f1e6' })}`

/** A jacket close up, its pocket and collar marked as the region the identification turns on. */
export function drawUniform(): string {
  const next = chance(401)
  let body = `<rect width="720" height="540" fill="#a9aaa0"/>`
  for (let i = 0; i < 90; i++)
    body += ellipse(
      [next() * 720, next() * 540],
      [30 + next() * 90, 8 + next() * 30],
      css(tone(hex('#a9aaa0'), (next() - 0.5) * 0.5), 0.14),
    )
  body +=
    '<rect x="0" y="90" width="720" height="70" fill="rgba(95,138,112,0.5)"/><rect x="0" y="0" width="720" height="90" fill="rgba(230,227,216,0.6)"/>'
  const coat = 'M262,118 Q170,140 138,214 L96,540 H624 L582,214 Q550,140 458,118 Z'
  body += `<clipPath id="coat"><path d="${coat}"/></clipPath><path d="${coat}" fill="${css(olive)}"/><g clip-path="url(#coat)">`
  for (let i = 0; i < 210; i++) {
    const [x, y] = [80 + next() * 560, 100 + next() * 450]
    const colour =
      [hex('#3f4a37'), hex('#858a66'), hex('#4d4636'), hex('#767b58')][Math.floor(next() * 4)] ??
      olive
    const s = 4 + next() * 15
    body += polygon(
      [
        [x, y],
        [x + s * 1.6, y - s * 0.4],
        [x + s * 2, y + s * 0.5],
        [x + s * 0.7, y + s * 0.9],
      ],
      css(colour, 0.52),
    )
  }
  body +=
    '<path d="M360,150 L430,540 H660 V100 H470 Z" fill="rgba(30,34,26,0.2)"/><path d="M150,220 Q120,380 110,540" stroke="rgba(30,34,26,0.5)" stroke-width="5" fill="none"/><path d="M570,220 Q600,380 610,540" stroke="rgba(30,34,26,0.55)" stroke-width="5" fill="none"/></g>'
  body += `<path d="M312,60 Q360,96 408,60 L420,130 Q360,176 300,130 Z" fill="${css(hex('#a98570'))}"/><path d="M366,80 L408,60 L420,130 Q390,152 366,154 Z" fill="rgba(70,40,30,0.25)"/>`
  body += `<path d="M262,118 L306,92 L360,190 L318,226 Z" fill="${css(tone(olive, 0.1))}" stroke="rgba(38,42,32,0.55)" stroke-width="2.5"/><path d="M458,118 L414,92 L360,190 L402,226 Z" fill="${css(tone(olive, -0.14))}" stroke="rgba(38,42,32,0.55)" stroke-width="2.5"/>`
  body +=
    line(
      [
        [360, 190],
        [360, 540],
      ],
      'rgba(34,38,28,0.7)',
      4,
    ) +
    line(
      [
        [372, 200],
        [372, 540],
      ],
      'rgba(230,232,210,0.16)',
      3,
    )
  for (const x of [196, 420]) {
    body += `<rect x="${x}" y="282" width="112" height="118" rx="8" fill="${css(tone(olive, -0.06), 0.82)}" stroke="rgba(36,40,30,0.6)" stroke-width="2.5"/><path d="M${x - 4},278 h120 v34 l-60,16 l-60,-16 Z" fill="${css(tone(olive, 0.07))}" stroke="rgba(36,40,30,0.6)" stroke-width="2.5"/><circle cx="${x + 56}" cy="314" r="5" fill="#33382a"/>`
  }
  body +=
    '<path d="M138,214 Q200,170 262,160" stroke="rgba(236,236,214,0.34)" stroke-width="7" fill="none"/>'
  return svg(stillSize, {
    body:
      body +
      mark(1, { x: 184, y: 262, w: 138, h: 150 }) +
      mark(2, { x: 252, y: 84, w: 214, h: 152 }) +
      label('Detail, redrawn: all-season field uniform'),
  })
}

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
    body:
      body +
      mark(1, { x: 246, y: 328, w: 132, h: 146 }) +
      label('Detail, redrawn: boxes that packs are filled from'),
  })
}

export type Region = { x: number; y: number; w: number; h: number }

/** A numbered frame around what is meant. */
export function mark(number: number, { x, y, w, h }: Region, weight = 4): string {
  return (
    `<rect x="${n(x)}" y="${n(y)}" width="${n(w)}" height="${n(h)}" rx="3" fill="none" stroke="rgba(0,0,0,0.55)" stroke-width="${weight + 3}"/>` +
    `<rect x="${n(x)}" y="${n(y)}" width="${n(w)}" height="${n(h)}" rx="3" fill="none" stroke="#ffd23f" stroke-width="${weight}"/>` +
    `<circle cx="${n(x)}" cy="${n(y)}" r="${weight * 3.6}" fill="#ffd23f" stroke="rgba(0,0,0,0.6)" stroke-width="1.5"/>` +
    words(String(number), [x, y + weight * 1.55], {
      size: weight * 4.6,
      weight: 700,
      anchor: 'middle',
      fill: '#1b1b1b',
    })
  )
}

/** Everything but the marked regions stepped back a little. */
export function marks(size: Point, regions: readonly Region[]): string {
  const holes = regions
    .map(({ x, y, w, h }) => `M${n(x)},${n(y)} v${n(h)} h${n(w)} v${n(-h)} Z`)
    .join(' ')
  return svg(size, {
    body:
      `<path fill-rule="evenodd" d="M0,44 H${size[0]} V322 H0 Z ${holes}" fill="rgba(12,16,20,0.34)"/>` +
      regions.map((region, i) => mark(i + 1, region, 2.6)).join(''),
  })
}
