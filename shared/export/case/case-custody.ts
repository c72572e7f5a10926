import type { CustodyAct } from '../../protocol/custody.ts'
import { escaped, isolated } from '../markup.ts'
import { instant } from '../page.ts'
import { mention, type CaseContext } from './case-item.ts'
import { fileLink } from './case-media.ts'

/** A longer log is told from its newest rows; all of it lies in the package. */
export const MOST_CUSTODY_ROWS = 2_000

/** A row of the custody log as a package holds it. `at` in milliseconds since 1970, `what` of `custodyActs` or newer. */
export type ToldCustody = {
  seq: number
  at: number
  actorName: string
  what: string
  evidenceId: string | null
  sha256: string | null
}

const acts: ReadonlyMap<string, string> = new Map(
  Object.entries({
    received: 'Received',
    imported: 'Taken in with the whole case',
    hashed: 'Fingerprint taken',
    'facts-read': 'Facts read',
    'copy-made': 'Working copy made',
    viewed: 'Opened',
    downloaded: 'Downloaded',
    exported: 'Exported',
    withdrawn: 'Withdrawn',
    restored: 'Brought back',
    'audience-link-made': 'Audience link made',
    'audience-link-revoked': 'Audience link taken back',
    'audience-came': 'Watched by an audience link',
  } satisfies Record<CustodyAct, string>),
)

/** Cells of a row as HTML: position, time, who, what, and of which item or file. */
export function custodyCells(
  { seq, at, actorName, what, evidenceId, sha256 }: ToldCustody,
  { context, nameOf }: { context: CaseContext; nameOf: (sha256: string) => string },
): string[] {
  const of = [
    ...(evidenceId === null ? [] : [mention(evidenceId, context)]),
    ...(sha256 === null
      ? []
      : [fileLink({ sha256, name: nameOf(sha256) }, nameOf(sha256), context.files)]),
  ]
  return [
    seq.toLocaleString('en'),
    escaped(instant(new Date(at).toISOString())),
    isolated(actorName),
    isolated(acts.get(what) ?? what),
    of.join('<br>'),
  ]
}
