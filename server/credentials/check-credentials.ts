import { Worker } from 'node:worker_threads'
import {
  checkedCredentials,
  type CheckedCredentials,
  type CredentialsToCheck,
} from '../../shared/protocol/credentials.ts'
import { depthOfBoxes } from './box-depth.ts'

/** A store of ours is four deep. */
const DEEPEST = 8
const MOST_MS = 10_000
const MEMORY = { maxOldGenerationSizeMb: 96, maxYoungGenerationSizeMb: 16 }

const unreadable = { verdict: 'unreadable', by: null, isOurs: false } as const

/** What the checking thread is told. `ours`: the operator's certificate as it is in the file, null for none. */
export type Checking = CredentialsToCheck & { ours: Uint8Array | null }

/**
 * Whether credentials fit the file that they were found in. They are read in a thread of their own, for anybody may
 * have made them: what they do to it ends with it.
 */
export async function checkCredentials(checking: Checking): Promise<CheckedCredentials> {
  if (depthOfBoxes(Buffer.from(checking.store, 'base64'), DEEPEST) > DEEPEST) return unreadable
  const worker = new Worker(new URL('check-thread.ts', import.meta.url), {
    workerData: checking,
    resourceLimits: MEMORY,
    env: {},
    stdout: true,
    stderr: true,
  })
  let timer: NodeJS.Timeout | undefined
  try {
    return await new Promise<CheckedCredentials>((resolve) => {
      timer = setTimeout(() => resolve(unreadable), MOST_MS)
      worker.once('message', (said: unknown) => {
        const parsed = checkedCredentials.safeParse(said)
        resolve(parsed.success ? parsed.data : unreadable)
      })
      worker.once('error', () => resolve(unreadable))
      worker.once('exit', () => resolve(unreadable))
    })
  } finally {
    clearTimeout(timer)
    await worker.terminate()
  }
}
