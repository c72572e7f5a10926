import { project, type Camera, type Place } from './camera.ts'
import { chance, css, hex, mix, n, tone, type Rgb } from './paint.ts'

/** A plain figure without a face: nobody in particular. */
export type Figure = {
  at: Place
  seed: number
  pose: 'standing' | 'smoking' | 'arms-folded' | 'carrying' | 'walking'
  /** Which way the body looks: towards the viewer, away, or to a side. */
  facing: 'front' | 'back' | 'left' | 'right'
  /** Phase of a step or of shifting weight, radians. */
  phase: number
}

const cloth = [hex('#5d6a4b'), hex('#66704f'), hex('#565f47'), hex('#6f7657')]
const patch = [hex('#3f4a37'), hex('#858a66'), hex('#4a4637')]
const skin = hex('#b89078')
const boot = hex('#24262a')

export function drawFigure(
  camera: Camera,
  figure: Figure,
  air: { colour: Rgb; perMetre: number },
): string {
  const { at, scale, depth } = project(camera, figure.at)
  const veil = (colour: Rgb) => mix(colour, air.colour, Math.min(0.8, depth * air.perMetre))
  const next = chance(figure.seed)
  const height = 0.96 + next() * 0.09
  const base = veil(
    tone(cloth[Math.floor(next() * cloth.length)] ?? cloth[0] ?? boot, (next() - 0.5) * 0.18),
  )
  const sway = Math.sin(figure.phase) * 0.018
  const turn = figure.facing === 'left' ? -1 : 1
  const side = figure.facing === 'left' || figure.facing === 'right'
  const tilt = (camera.roll * 180) / Math.PI + sway * 60
  const parts = [
    `<ellipse cx="0.1" cy="0.02" rx="0.42" ry="${n(0.42 * Math.min(0.34, 1.7 / depth + 0.05))}" fill="rgba(24,28,30,0.3)"/>`,
    `<g transform="rotate(${n(tilt)}) scale(${n((side ? turn * 0.86 : 1) * height)},${n(height)})">`,
    legs(figure, base, veil(boot)),
    arm(figure, 'far', tone(base, -0.22), veil(skin)),
    torso(base, next, veil),
    figure.facing === 'back' ? pack(tone(base, -0.3)) : '',
    arm(figure, 'near', tone(base, -0.06), veil(skin)),
    head(figure, base, veil(skin)),
    '</g>',
  ]
  return `<g transform="translate(${n(at[0])},${n(at[1])}) scale(${n(scale)})">${parts.join('')}</g>`
}

function legs(figure: Figure, base: Rgb, shoe: Rgb): string {
  const stride = figure.pose === 'walking' ? Math.sin(figure.phase) * 0.2 : 0.03
  const lift = figure.pose === 'walking' ? Math.max(0, Math.cos(figure.phase)) * 0.07 : 0
  const leg = (x: number, foot: number, raised: number, colour: Rgb) =>
    `<path d="M${n(x - 0.105)},-0.92 L${n(x + 0.105)},-0.92 L${n(foot + 0.08)},${n(-0.2 - raised)} L${n(foot - 0.075)},${n(-0.2 - raised)} Z" fill="${css(colour)}"/>` +
    `<path d="M${n(foot - 0.08)},${n(-0.24 - raised)} h0.16 l0.03,0.22 q0,0.03 -0.03,0.03 h-0.17 q-0.03,0 -0.02,-0.03 Z" fill="${css(shoe)}"/>`
  return (
    leg(0.085, 0.11 - stride, figure.phase % 2 > 1 ? lift : 0, tone(base, -0.26)) +
    leg(-0.085, -0.1 + stride, figure.phase % 2 > 1 ? 0 : lift, tone(base, -0.14))
  )
}

function torso(base: Rgb, next: () => number, veil: (colour: Rgb) => Rgb): string {
  const outline =
    'M-0.1,-1.5 Q-0.25,-1.47 -0.265,-1.34 L-0.225,-1.02 L-0.25,-0.76 Q0,-0.71 0.25,-0.76 L0.225,-1.02 L0.265,-1.34 Q0.25,-1.47 0.1,-1.5 Z'
  let blots = ''
  for (let i = 0; i < 7; i++) {
    const colour = patch[Math.floor(next() * patch.length)] ?? boot
    const [x, y] = [(next() - 0.5) * 0.36, -0.82 - next() * 0.6]
    blots += `<ellipse cx="${n(x)}" cy="${n(y)}" rx="${n(0.03 + next() * 0.05)}" ry="${n(0.015 + next() * 0.03)}" fill="${css(veil(colour), 0.5)}"/>`
  }
  return (
    `<path d="${outline}" fill="${css(base)}"/>${blots}` +
    `<path d="M0.04,-1.5 Q0.25,-1.47 0.265,-1.34 L0.225,-1.02 L0.25,-0.76 Q0.12,-0.73 0.05,-0.73 Z" fill="${css(tone(base, -0.4), 0.34)}"/>` +
    `<path d="M-0.225,-1.02 Q0,-0.98 0.225,-1.02" stroke="${css(tone(base, -0.5), 0.6)}" stroke-width="0.028" fill="none"/>` +
    `<path d="M-0.2,-1.45 Q-0.245,-1.42 -0.25,-1.33" stroke="${css(tone(base, 0.4), 0.6)}" stroke-width="0.022" fill="none"/>`
  )
}

function arm(figure: Figure, which: 'near' | 'far', colour: Rgb, hand: Rgb): string {
  const out = which === 'near' ? -1 : 1
  const shoulder = [out * 0.235, -1.38] as const
  const swing = figure.pose === 'walking' ? Math.sin(figure.phase) * 0.16 * out : 0
  let [elbow, wrist] = [
    [out * 0.3 + swing * 0.5, -1.1],
    [out * 0.29 + swing, -0.83],
  ]
  if (figure.pose === 'smoking' && which === 'near') {
    const raised = 0.5 + 0.5 * Math.sin(figure.phase * 0.7)
    ;[elbow, wrist] = [
      [out * 0.33, -1.14],
      [out * (0.12 + 0.14 * (1 - raised)), -1.16 - 0.36 * raised],
    ]
  } else if (figure.pose === 'arms-folded') {
    ;[elbow, wrist] = [
      [out * 0.31, -1.13],
      [-out * 0.1, -1.17],
    ]
  } else if (figure.pose === 'carrying') {
    ;[elbow, wrist] = [
      [out * 0.29, -1.12],
      [out * 0.13, -1.0],
    ]
  }
  const [ex = 0, ey = 0] = elbow ?? []
  const [wx = 0, wy = 0] = wrist ?? []
  const path = `M${n(shoulder[0])},${n(shoulder[1])} L${n(ex)},${n(ey)} L${n(wx)},${n(wy)}`
  return (
    `<path d="${path}" fill="none" stroke="${css(colour)}" stroke-width="0.115" stroke-linecap="round" stroke-linejoin="round"/>` +
    `<circle cx="${n(wx)}" cy="${n(wy)}" r="0.05" fill="${css(hand)}"/>` +
    (figure.pose === 'carrying' && which === 'near'
      ? `<path d="M-0.26,-1.12 h0.5 q0.05,0 0.05,0.06 v0.27 q0,0.06 -0.06,0.06 h-0.48 q-0.06,0 -0.06,-0.06 v-0.27 q0,-0.06 0.05,-0.06 Z" fill="${css(tone(colour, -0.35))}"/>`
      : '')
  )
}

function head(figure: Figure, base: Rgb, face: Rgb): string {
  const cap = tone(base, -0.12)
  const shown = figure.facing === 'back' ? tone(base, -0.5) : face
  const lean = figure.facing === 'left' || figure.facing === 'right' ? 0.03 : 0
  const brim =
    figure.facing === 'back'
      ? ''
      : `<path d="M-0.1,-1.68 Q${n(lean)},-1.63 ${n(0.1 + lean * 2.4)},-1.68 L0.09,-1.7 H-0.09 Z" fill="${css(tone(cap, -0.35))}"/>`
  return (
    `<rect x="-0.055" y="-1.56" width="0.11" height="0.12" fill="${css(tone(shown, -0.3))}"/>` +
    `<ellipse cx="${n(lean)}" cy="-1.63" rx="0.095" ry="0.125" fill="${css(shown)}"/>` +
    `<path d="M${n(lean)},-1.755 A0.095,0.125 0 0 1 ${n(lean)},-1.505 Z" fill="${css(tone(shown, -0.5), 0.3)}"/>` +
    `<path d="M-0.112,-1.67 Q-0.12,-1.8 0,-1.8 Q0.12,-1.8 0.112,-1.67 Q0,-1.7 -0.112,-1.67 Z" fill="${css(cap)}"/>${brim}`
  )
}

function pack(colour: Rgb): string {
  return (
    `<rect x="-0.17" y="-1.44" width="0.34" height="0.46" rx="0.07" fill="${css(colour)}"/>` +
    `<rect x="-0.13" y="-1.2" width="0.26" height="0.17" rx="0.04" fill="${css(tone(colour, 0.14))}"/>`
  )
}
