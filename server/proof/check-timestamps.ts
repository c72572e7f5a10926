import { createHash } from 'node:crypto'
import type { Certificate } from 'pkijs'
import { stampedText } from '../timestamps/stamped-text.ts'
import { BadToken, readToken } from '../timestamps/token.ts'
import {
  Mismatch,
  type ProofSource,
  type ProofTimestamp,
  type ProofVersion,
} from './proof-source.ts'

/**
 * Holds each time stamp against the hashes of the version that it is said to be of, and against its own signature.
 * Without roots nobody vouches for the authorities that signed.
 *
 * @throws Mismatch at the first that does not fit
 */
export async function checkTimestamps(
  source: ProofSource,
  counts: { timestamps: number },
  roots: readonly Certificate[],
): Promise<void> {
  const timestamps = await source.timestamps()
  const versions = new Map((await source.versions()).map((version) => [version.id, version]))
  for (const timestamp of timestamps) {
    const version = versions.get(timestamp.versionId)
    if (version) {
      await checkTimestamp(timestamp, { version, boardId: source.boardId, roots })
      counts.timestamps++
    } else if (await isThere(source, timestamp))
      throw new Mismatch(
        `There is a time stamp of a version that is gone (${timestamp.versionId}).`,
      )
  }
}

/** An automatic version may have gone meanwhile, and its time stamp with it. */
async function isThere(source: ProofSource, { versionId }: ProofTimestamp): Promise<boolean> {
  return (await source.timestamps()).some((each) => each.versionId === versionId)
}

type Context = { version: ProofVersion; boardId: string; roots: readonly Certificate[] }

async function checkTimestamp(
  { token, digest, at, authority }: ProofTimestamp,
  { version, boardId, roots }: Context,
): Promise<void> {
  const which = `The time stamp of the version “${version.name}” at edit ${version.seq}`
  if (Buffer.compare(createHash('sha256').update(token).digest(), digest) !== 0)
    throw new Mismatch(`${which}, or its hash, was changed.`)
  const text = stampedText({ boardId, ...version })
  const says = await readToken(token, { text, roots }).catch((cause: unknown) => {
    if (!(cause instanceof BadToken)) throw cause
    throw new Mismatch(`${which} does not fit. ${cause.message}`, { cause })
  })
  if (says.at !== at || says.authority !== authority)
    throw new Mismatch(`${which} is not shown as what it is.`)
}
