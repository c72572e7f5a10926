import type { Evidence } from '../../shared/evidence/kinds.ts'
import { textOf } from '../../shared/evidence/values.ts'
import { hiddenBecause } from '../evidence/curtain.tsx'

/** What one of the snapshots keeps hidden, a comparison of them does not show either. */
export function hiddenSensitivityOf(snapshots: readonly Evidence[]): string | undefined {
  return snapshots
    .map((snapshot) => textOf(snapshot, 'sensitivity'))
    .find((sensitivity) => hiddenBecause(sensitivity) !== undefined)
}

export function isAnyHidden(snapshots: readonly Evidence[]): boolean {
  return hiddenSensitivityOf(snapshots) !== undefined
}
