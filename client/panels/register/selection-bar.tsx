import { Button } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { IconCopy, IconFocusCentered } from '@tabler/icons-react'
import type { Evidence } from '../../../shared/evidence/kinds.ts'
import { useBoard } from '../../board/board-provider.tsx'
import { copyText } from '../../ui/copy-text.ts'
import { useHighlighted } from '../use-highlighted.ts'
import type { OnCanvas } from './cells.ts'
import { rowsAsTsv } from './copied-rows.ts'
import { registerMessages as words } from './register-messages.ts'
import css from './register-table.module.css'
import { shownColumns, type RegisterSettings } from './settings.ts'

/** What can be done with the rows that are selected. */
export function SelectionBar({
  items,
  settings,
  onCanvas,
}: {
  items: readonly Evidence[]
  settings: RegisterSettings
  onCanvas: OnCanvas
}) {
  const board = useBoard()
  const highlighted = useHighlighted()
  const those = items.filter(({ id }) => highlighted.has(id))
  if (those.length === 0) return null
  const placed = those.filter(onCanvas)
  const copy = () => {
    const text = rowsAsTsv(those, { columns: shownColumns(settings), onCanvas })
    copyText(text).then(
      () => notifications.show({ message: words.copied(those.length) }),
      () => notifications.show({ message: words.notCopied }),
    )
  }
  return (
    <div className={css['bar']} role="toolbar" aria-label={words.selected(those.length)}>
      <span className={css['selected']}>{words.selected(those.length)}</span>
      {placed.length > 0 && (
        <Button
          variant="default"
          size="compact-md"
          leftSection={<IconFocusCentered size={15} stroke={1.8} aria-hidden="true" />}
          onClick={() => board.showOnCanvas(placed.map(({ id }) => id))}
        >
          {words.show(placed.length)}
        </Button>
      )}
      <Button
        variant="default"
        size="compact-md"
        leftSection={<IconCopy size={15} stroke={1.8} aria-hidden="true" />}
        onClick={copy}
      >
        {words.copyRows(those.length)}
      </Button>
      <Button variant="subtle" size="compact-md" onClick={() => board.select([])}>
        {words.unselect}
      </Button>
    </div>
  )
}
