/** Waits for work, but no longer than this; the work itself goes on. Leaves no timer that keeps a process from ending. */
export async function atMost(patienceMs: number, work: Promise<unknown>): Promise<void> {
  let timer: NodeJS.Timeout | undefined
  const over = new Promise((resolve) => (timer = setTimeout(resolve, patienceMs)))
  await Promise.race([work, over]).finally(() => clearTimeout(timer))
}
