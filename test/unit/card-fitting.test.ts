import fc from 'fast-check'
import { expect, test } from 'vitest'
import { giveWay, type Part, type PartName } from '../../client/evidence/fitting/giving-way.ts'
import { fittingMessages } from '../../client/evidence/fitting/fitting-messages.ts'

/** A card that is nothing but lines below each other. */
function cardOf(lines: readonly (readonly [PartName, number])[], room: number) {
  const shown = lines.map(([, count]) => count)
  const parts: Part[] = lines.map(([name, count], at) => ({
    name,
    lines: count,
    lineH: 20,
    showOnly: (most) => {
      shown[at] = most
    },
  }))
  const over = () => shown.reduce((sum, count) => sum + count * 20, 0) - room
  return { left: giveWay(parts, over), shown, over }
}

const names: PartName[] = ['statement', 'claimant', 'standing', 'date', 'place', 'doubt']
const cards = fc.record({
  lines: fc.array(fc.tuple(fc.constantFrom(...names), fc.integer({ min: 1, max: 30 })), {
    minLength: 1,
    maxLength: 10,
  }),
  room: fc.integer({ min: 0, max: 2000 }),
})

test('[V50] a card leaves out whole lines only, none without need, and says how many', () => {
  fc.assert(
    fc.property(cards, ({ lines, room }) => {
      const { left, shown, over } = cardOf(lines, room)
      const whole = lines.reduce((sum, [, count]) => sum + count, 0)
      const kept = shown.reduce((sum, count) => sum + count, 0)
      if (whole * 20 <= room) expect(left).toBeNull()
      expect((left?.lines ?? 0) + kept).toBe(whole)
      // A statement always keeps its first line.
      const fewest = lines.filter(([name]) => name === 'statement').length
      if (room >= fewest * 20) expect(over()).toBeLessThanOrEqual(0)
    }),
  )
})

test('[V51] what speaks against an item is cut last of all, and never without saying so', () => {
  fc.assert(
    fc.property(cards, ({ lines, room }) => {
      const { left, shown } = cardOf(lines, room)
      const isDoubtCut = lines.some(([name, count], at) => name === 'doubt' && shown[at] !== count)
      if (!isDoubtCut) return
      expect(left?.hasDoubts).toBe(true)
      for (const [at, [name]] of lines.entries()) {
        if (name === 'date' || name === 'place' || name === 'claimant') expect(shown[at]).toBe(0)
        if (name === 'statement') expect(shown[at]).toBe(1)
      }
    }),
  )
  expect(fittingMessages.more({ lines: 6, pairs: 0, hasDoubts: true })).toBe(
    '… 6 more lines, with doubts',
  )
  expect(fittingMessages.more({ lines: 1, pairs: 2, hasDoubts: false })).toBe(
    '… 2 more pairs, 1 more line',
  )
})
