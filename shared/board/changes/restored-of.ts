import type { Restored } from '../restoring.ts'
import { differingKeys } from './lines-of-record.ts'
import type { RecordChange } from './record-change.ts'

/** What makes one record what it was: only the keys that differ, so that nothing written since in others is touched. */
export function restoredOf({ id, before, after }: RecordChange): Restored {
  return before !== null && after !== null
    ? { id, before, keys: differingKeys(before, after) }
    : { id, before }
}
