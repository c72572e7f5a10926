import { readFileSync } from 'node:fs'
import type { Certificate } from 'pkijs'
import { rootsIn } from './roots.ts'

/** The roots that a file names; none where there is none. @throws Error with a sentence for the operator */
export function readRoots(path: string | null): Certificate[] {
  if (path === null) return []
  try {
    return rootsIn(readFileSync(path, 'utf8'))
  } catch (cause) {
    throw new Error(`The roots of time stamp authorities cannot be taken from ${path}.`, { cause })
  }
}
