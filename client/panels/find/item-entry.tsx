import type { Evidence } from '../../../shared/evidence/kinds.ts'
import { titleOf } from '../../../shared/evidence/wording.ts'
import { KindIcon } from '../../evidence/kind-icon.tsx'
import { StatusChip } from '../../evidence/status-chip.tsx'
import { detailOf } from '../item-words.ts'
import type { Entry } from './find-box.tsx'

/** An item as a result: never without its hedge and its status. */
export function itemEntry(item: Evidence, pick: () => void): Entry {
  return {
    key: item.id,
    icon: <KindIcon kind={item.kind} size={19} />,
    title: titleOf(item),
    detail: detailOf(item),
    end: <StatusChip evidence={item} />,
    pick,
  }
}
