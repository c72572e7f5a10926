import { writeFileSync } from 'node:fs'
import { flushCompileCache } from 'node:module'
import { setPriority } from 'node:os'
import { readFacts } from '../facts/read-facts.ts'
import { makePreview } from '../preview/make-preview.ts'
import { drawRaster } from '../preview/raster-preview.ts'
import type { ReaderAnswer, ReaderTask } from './reader-messages.ts'

/**
 * The process that opens received files. Whatever a hostile file does to a decoder, it does it here: the server
 * sets a time limit, ends the process and goes on. It yields to the server where both want the processor.
 */
setPriority(10)
try {
  // Where memory runs out, Linux ends this process and not the server.
  writeFileSync('/proc/self/oom_score_adj', '1000')
} catch {
  // Another system.
}

// Kept now where NODE_COMPILE_CACHE names a folder, for most of these processes are ended before they could.
flushCompileCache()

process.on('message', (task: ReaderTask) => {
  void (async () => answer(await resultOf(task)))()
})
process.on('disconnect', () => process.exit())

async function resultOf(task: ReaderTask): Promise<ReaderAnswer> {
  if (task.do === 'preview') return { at: 'preview', result: await makePreview(task) }
  if (task.do === 'raster') {
    const drawn = drawRaster(task.path, task.target, task.view)
    return { at: 'raster', isMade: await drawn.then(() => true).catch(() => false) }
  }
  return { at: 'facts', facts: await readFacts(task, (facts) => answer({ at: 'step', facts })) }
}

function answer(message: ReaderAnswer): void {
  process.send?.(message)
}
