import { evidenceFields, type Evidence } from '../../../shared/evidence/kinds.ts'
import { KindIcon } from '../../evidence/kind-icon.tsx'
import { StatusChip } from '../../evidence/status-chip.tsx'
import { cellWords, hasCell, type OnCanvas } from './cells.ts'
import type { Column } from './columns.ts'
import css from './register-table.module.css'

/** What stands in a cell; what could stand there and does not is said where the field has a sentence for it. */
export function TableCell({
  item,
  column: { key, type },
  onCanvas,
}: {
  item: Evidence
  column: Column
  onCanvas: OnCanvas
}) {
  if (!hasCell(item, key)) return <span className={css['unfit']} />
  if (type === 'verification') return <StatusChip evidence={item} />
  const words = cellWords(item, key, onCanvas)
  if (key === 'kind')
    return (
      <>
        <KindIcon kind={item.kind} size={17} />
        <span className={css['words']}>{words}</span>
      </>
    )
  if (words === '')
    return <span className={css['gap']}>{evidenceFields[item.kind][key]?.missing}</span>
  return (
    <span className={css['words']} title={words}>
      {words}
    </span>
  )
}
