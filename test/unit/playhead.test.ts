import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  correctionOf,
  isNear,
  patienceMs,
  playheadRates,
  playheadValue,
  standsAt,
  type Playhead,
} from '../../shared/briefing/playhead.ts'
import { presentingValue } from '../../shared/briefing/presenting.ts'
import { readingOf, surerOf, type ClockReading } from '../../shared/briefing/shared-clock.ts'

const ms = (max: number) => fc.double({ min: 0, max, noNaN: true })
const aPlayhead: fc.Arbitrary<Playhead> = fc.record({
  item: fc.constant('evidence:clip' as const),
  positionS: fc.double({ min: 0, max: 5_000, noNaN: true }),
  rate: fc.constantFrom(...playheadRates),
  isPlaying: fc.boolean(),
  at: ms(1e12),
})

test('[Y1] a playhead stands still at rest and before its moment, goes on with its rate after it, and never leaves the clip', () => {
  fc.assert(
    fc.property(
      aPlayhead,
      ms(1e7),
      fc.double({ min: 1, max: 6_000, noNaN: true }),
      (head, gone, endS) => {
        expect(standsAt(head, head.at - gone)).toBe(head.positionS)
        const after = standsAt(head, head.at + gone)
        const expected = head.isPlaying
          ? head.positionS + (gone / 1000) * head.rate
          : head.positionS
        expect(after).toBeCloseTo(expected, 3)
        expect(standsAt(head, head.at + gone, endS)).toBe(Math.min(after, endS))
      },
    ),
  )
})

/** A player on a machine that takes a while to seek, and whose own speed is a little wrong. */
function afterWatching(
  {
    startOffS,
    seekS,
    wrong,
    rate,
  }: { startOffS: number; seekS: number; wrong: number; rate: number },
  seconds: number,
) {
  const tickS = 0.1
  let [off, sinceSeek, seeks, inARow, crossings] = [startOffS, Infinity, 0, 0, 0]
  for (let at = 0; at < seconds; at += tickS) {
    const before = off
    const next = correctionOf(off, { rate, maySeek: sinceSeek * 1000 > patienceMs(inARow) })
    if (isNear(off, rate)) inARow = 0
    sinceSeek += tickS
    if (next.do === 'seek') {
      seeks++
      inARow++
      sinceSeek = 0
      off = -seekS * rate
    } else {
      off += (next.rate * (1 + wrong) - rate) * tickS
      if (before * off < 0 && Math.abs(before) > 0.02) crossings++
    }
  }
  return { off: off / rate, seeks, crossings }
}

test('[Y2] a player that is off gets to where the others are and stays there, however far off it began', () => {
  fc.assert(
    fc.property(
      fc.record({
        startOffS: fc.double({ min: -600, max: 600, noNaN: true }),
        seekS: fc.double({ min: 0, max: 0.5, noNaN: true }),
        wrong: fc.double({ min: -0.01, max: 0.01, noNaN: true }),
        rate: fc.constantFrom(...playheadRates),
      }),
      (player) => {
        const { off, seeks, crossings } = afterWatching(player, 16)
        expect(Math.abs(off)).toBeLessThan(0.03)
        // It never runs past the others, and does not go on seeking.
        expect(crossings).toBe(0)
        expect(seeks).toBeLessThan(5)
      },
    ),
  )
})

test('[Y2] near the others nothing is done; a little off is never a seek and never a jolt', () => {
  fc.assert(
    fc.property(
      fc.double({ min: -0.12, max: 0.12, noNaN: true }),
      fc.constantFrom(...playheadRates),
      fc.boolean(),
      (off, rate, maySeek) => {
        const next = correctionOf(off * rate, { rate, maySeek })
        if (next.do === 'seek') throw new Error('It seeks')
        if (Math.abs(off) <= 0.0099) expect(next.rate).toBe(rate)
        expect(Math.abs(next.rate / rate - 1)).toBeLessThanOrEqual(0.1 + 1e-9)
        if (next.rate !== rate) expect(Math.sign(next.rate - rate)).toBe(-Math.sign(off))
      },
    ),
  )
})

const aWay = fc.record({ there: ms(400), back: ms(400) })

test('[Y3] however wrong the clock of a laptop is and however slow the line, the server’s time is known to half the quickest way', () => {
  fc.assert(
    fc.property(
      fc.double({ min: -1e12, max: 1e12, noNaN: true }),
      fc.array(aWay, { minLength: 1, maxLength: 6 }),
      (trueOffset, ways) => {
        let own = 1000
        let known: ClockReading | null = null
        for (const { there, back } of ways) {
          const sentMs = own
          const receivedMs = own + there + back
          known = surerOf(
            known,
            readingOf({ sentMs, receivedMs, serverMs: sentMs + there + trueOffset }),
          )
          own = receivedMs + 50
        }
        const quickest = Math.min(...ways.map(({ there, back }) => there + back))
        const error = Math.abs((known?.offsetMs ?? NaN) - trueOffset)
        expect(error).toBeLessThanOrEqual(quickest / 2 + 3)
      },
    ),
  )
})

test('[Y3] after a laptop slept or a clock was set, the newest answer holds', () => {
  fc.assert(
    fc.property(ms(200), ms(1e9), fc.constantFrom(-1, 1), (way, jump, sign) => {
      const before = readingOf({ sentMs: 0, receivedMs: 1, serverMs: 5_000 })
      const jumped = 10_000 + way / 2 + 5_000 + sign * (jump + way + 60)
      const later = readingOf({ sentMs: 10_000, receivedMs: 10_000 + way, serverMs: jumped })
      expect(surerOf(before, later)).toBe(later)
    }),
  )
})

test('[Y4] what is presented is read without a playhead too, and with one that could not be nothing is', () => {
  const presenting = {
    briefing: 'briefing:a',
    scene: 'scene:a',
    step: 0,
    moment: null,
    isBlack: false,
    since: 1,
  }
  const head = { item: 'evidence:a', positionS: 1, rate: 1, isPlaying: true, at: 5 }
  expect(presentingValue.parse(presenting).playhead).toBe(null)
  expect(presentingValue.parse({ ...presenting, playhead: head }).playhead).toEqual(head)
  for (const wrong of [
    { item: 'shape:a' },
    { item: 'evidence:<b>' },
    { positionS: -1 },
    { positionS: Infinity },
    { rate: 0 },
    { rate: 100 },
    { at: NaN },
  ]) {
    expect(playheadValue.safeParse({ ...head, ...wrong }).success).toBe(false)
    const all = { ...presenting, playhead: { ...head, ...wrong } }
    expect(presentingValue.safeParse(all).success).toBe(false)
  }
})
