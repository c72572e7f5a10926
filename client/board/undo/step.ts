import type { Change, FieldChange, RecordChange, TextChange } from './changes.ts'
import { NEVER, type Stamps } from './stamps.ts'

/** What undo takes back in one go, in the order it happened. */
export type Step = Change[]

/**
 * Adds a change, as one with what the step already did to the same key. Where somebody else wrote between the
 * two, only the later one is ours to take back.
 */
export function addToStep(step: Step, change: Change, stamps: Stamps): void {
  if (change.kind === 'record') addRecordChange(step, change, stamps)
  else if (change.kind === 'field') addFieldChange(step, change, stamps)
  else addTextChange(step, change)
}

function addFieldChange(step: Step, change: FieldChange, stamps: Stamps): void {
  const at = step.findLastIndex(
    (each) =>
      each.id === change.id &&
      (each.kind === 'record' || (each.kind === 'field' && each.key === change.key)),
  )
  const last = step[at]
  // Part of what the step itself made: it goes and comes with the whole record.
  if (last?.kind === 'record') return
  if (last?.kind === 'field' && stamps.known(last.afterStamp) === stamps.known(change.beforeStamp))
    step[at] = { ...last, afterStamp: change.afterStamp }
  else step.push(change)
}

function addRecordChange(step: Step, change: RecordChange, stamps: Stamps): void {
  const at = step.findLastIndex((each) => each.kind === 'record' && each.id === change.id)
  const last = step[at]
  if (
    last?.kind !== 'record' ||
    stamps.known(last.afterStamp) !== stamps.known(change.beforeStamp)
  ) {
    step.push(change)
    return
  }
  const isGone = change.afterStamp === NEVER || change.afterStamp.endsWith(':gone')
  if (last.before === null && isGone) {
    stamps.equate(change.afterStamp, last.beforeStamp)
    step.splice(at, 1)
  } else step[at] = { ...change, before: last.before, beforeStamp: last.beforeStamp }
}

function addTextChange(step: Step, change: TextChange): void {
  if (step.some((each) => each.kind === 'record' && each.id === change.id)) return
  const own = step.flatMap((each) =>
    each.kind === 'text' && each.id === change.id && each.key === change.key ? each.inserted : [],
  )
  const deleted = change.deleted.filter(
    ({ client, clock }) =>
      !own.some(
        (range) =>
          range.client === client && clock >= range.clock && clock < range.clock + range.length,
      ),
  )
  if (deleted.length + change.inserted.length > 0) step.push({ ...change, deleted })
}
