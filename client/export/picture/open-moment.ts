import type { OpenBoard } from '../../board/open-board.ts'
import { PastBoard } from '../../history/past-board.ts'

/** A board as it stood at a moment, to make pictures of while people go on editing. Close it. */
export async function openMoment(
  { boardId, ...viewer }: { boardId: string } & Pick<OpenBoard, 'me' | 'elsewhere'>,
  seq: number,
): Promise<PastBoard> {
  const past = new PastBoard({ boardId, ...viewer })
  const shown = new Promise<void>((done, fail) => {
    past.shown.subscribe(() => done())
    past.failure.subscribe(() => {
      const failure = past.failure.get()
      if (failure !== null)
        fail(failure instanceof Error ? failure : new Error('No moment', { cause: failure }))
    })
  })
  past.show({ kind: 'past', seq })
  try {
    await shown
  } catch (error) {
    past.close()
    throw error
  }
  return past
}
