import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  logOf,
  newBoardId,
  openLog,
  pastOf,
  plainMoment,
  plainRecords,
  steps,
} from '../support/past-boards.ts'

test('[H1] every moment is the board as the log alone makes it, whichever is asked for after which', async () => {
  const log = await openLog()
  await fc.assert(
    fc.asyncProperty(steps, fc.array(fc.nat(), { maxLength: 8 }), async (made, asked) => {
      const boardId = newBoardId()
      const entries = logOf(boardId, made)
      await log.store.append(entries)
      const past = pastOf(log, boardId)
      await past.catchUp()
      expect(past.seq).toBe(entries.length)
      const updates = entries.map(({ update }) => update)
      for (const n of [...asked, entries.length, 0, 1]) {
        const seq = n % (entries.length + 1)
        expect(plainMoment(await past.at(seq))).toEqual(plainRecords(updates.slice(0, seq)))
      }
    }),
    { numRuns: 30 },
  )
})
