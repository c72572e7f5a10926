import { parentPort } from 'node:worker_threads'
import type { Answers, Questions } from './crowd.ts'
import { now, Viewer } from './viewer.ts'

/** Viewers in a thread of their own, so that what they do is not in the way of whoever measures. */

const viewers: Viewer[] = []
let hearing: Promise<number>[] = []
const reading = () => viewers.filter((viewer) => !stalled.has(viewer))
const stalled = new Set<Viewer>()

const work: { [Do in keyof Questions]: (asked: Questions[Do]) => Promise<Answers[Do]> } = {
  async join({ door, count, withinMs }) {
    const from = now()
    const took = await Promise.all(
      Array.from({ length: count }, async (_, n) => {
        await new Promise((resolve) => setTimeout(resolve, (n / count) * withinMs))
        const viewer = new Viewer(door)
        const began = now()
        await viewer.enter()
        viewers.push(viewer)
        return now() - began
      }),
    )
    return { took, allMs: now() - from }
  },
  async stall({ count }) {
    for (const viewer of viewers.slice(0, count)) {
      viewer.stall()
      stalled.add(viewer)
    }
    return null
  },
  async expect({ marker }) {
    hearing = reading().map((viewer) => viewer.hears(Buffer.from(marker)))
    return null
  },
  async heard() {
    return { at: await Promise.all(hearing) }
  },
  async fetch({ files }) {
    const from = now()
    const bytes = await Promise.all(reading().map((viewer) => viewer.fetch(files)))
    return { ms: now() - from, bytes: bytes.reduce((sum, each) => sum + each, 0) }
  },
  async told() {
    const all = reading()
    return {
      bytes: all.reduce((sum, { bytesIn }) => sum + bytesIn, 0),
      messages: all.reduce((sum, { messagesIn }) => sum + messagesIn, 0),
      closed: all.filter(({ closed }) => closed !== null).length,
    }
  },
}

async function answerTo(id: number, what: keyof Questions, asked: never): Promise<void> {
  try {
    parentPort?.postMessage({ id, answer: await work[what](asked) })
  } catch (error) {
    parentPort?.postMessage({ id, error: String(error) })
  }
}

type Message = { id: number; what: keyof Questions; asked: never }
parentPort?.on('message', ({ id, what, asked }: Message) => void answerTo(id, what, asked))
