import type { Evidence } from '../../../shared/evidence/kinds.ts'
import { textOf } from '../../../shared/evidence/values.ts'
import { hiddenBecause } from '../curtain.tsx'

/** Whether a part of a picture may be shown where nobody asked for it. */
export function sensitivityShown(picture: Evidence): boolean {
  return hiddenBecause(textOf(picture, 'sensitivity')) === undefined
}
