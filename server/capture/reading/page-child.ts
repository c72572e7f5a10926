import { writeFileSync } from 'node:fs'
import { setPriority } from 'node:os'
import type { PageAnswer, PageTask } from './page-process.ts'
import { readPage, replayOf } from './read-page.ts'

/**
 * The process that takes received pages apart. Whatever a hostile page does to a parser, it does it here: the
 * server ends the process after each capture, or sooner when its time is up.
 */
setPriority(10)
try {
  // Where memory runs out, Linux ends this process and not the server.
  writeFileSync('/proc/self/oom_score_adj', '1000')
} catch {
  // Another system.
}

process.on('message', (task: PageTask) => {
  void (async () => process.send?.(await answerTo(task)))()
})
process.on('disconnect', () => process.exit())

async function answerTo(task: PageTask): Promise<PageAnswer> {
  try {
    if (task.do === 'read') return { is: 'outline', outline: readPage(task.page) }
    return { is: 'replay', html: await replayOf(task.page, task.kept) }
  } catch {
    return { is: 'unreadable' }
  }
}
