import { ActionIcon, Button, Checkbox, Tooltip } from '@mantine/core'
import { IconFocusCentered } from '@tabler/icons-react'
import type { ItemChange, LineOfChange } from '../../shared/board/changes/item-changes.ts'
import { staysThough, type Restored } from '../../shared/board/restoring.ts'
import type { HistoryPerson } from '../../shared/protocol/history.ts'
import { useBoard } from '../board/board-provider.tsx'
import { KindIcon } from '../evidence/kind-icon.tsx'
import { fieldMessages } from '../evidence/fields/field-messages.ts'
import { moment as instantInWords } from '../ui/time.ts'
import css from './compare.module.css'
import { historyMessages } from './history-messages.ts'
import { personIn } from './use-history.ts'

const words = historyMessages.compare

type Props = {
  item: ItemChange
  people: readonly HistoryPerson[]
  isChosen: boolean
  /** Null for those who only view. */
  choose: ((isChosen: boolean) => void) | null
  restore: ((items: readonly Restored[]) => Promise<void>) | null
}

/** One thing that differs: what became of it, and each line with what stood before. */
export function CompareItem({ item, people, isChosen, choose, restore }: Props) {
  const board = useBoard()
  const { evidence } = item
  const stays = item.restore.every(staysThough)
  return (
    <li className={css['item']} data-what={item.what}>
      <div className={css['line']}>
        {choose && !stays && (
          <Checkbox
            size="xs"
            aria-label={words.select(item.title)}
            checked={isChosen}
            onChange={(event) => choose(event.currentTarget.checked)}
          />
        )}
        <span className={css['what']}>{words.what[item.what]}</span>
        {evidence && <KindIcon kind={evidence.kind} />}
        <strong className={css['name']}>{item.title}</strong>
        {evidence && board.hasCard(evidence.id) && (
          <Tooltip label={fieldMessages.show}>
            <ActionIcon
              variant="subtle"
              color="gray"
              size="sm"
              aria-label={`${fieldMessages.show}: ${item.title}`}
              onClick={() => board.showOnCanvas(evidence.id)}
            >
              <IconFocusCentered size={16} stroke={1.8} />
            </ActionIcon>
          </Tooltip>
        )}
      </div>
      <ul className={css['fields']}>
        {item.lines.map((line) => (
          <Line
            key={`${line.restore[0]?.id} ${line.restore[0]?.keys?.join() ?? ''}`}
            line={line}
            title={item.title}
            people={people}
            restore={restore}
          />
        ))}
      </ul>
    </li>
  )
}

function Line({
  line,
  title,
  people,
  restore,
}: {
  line: LineOfChange
  /** Of the item. */
  title: string
  people: readonly HistoryPerson[]
  restore: Props['restore']
}) {
  const { label, before, after, by } = line
  const action = line.restore[0]?.before === null ? words.takeOff : words.bringBack
  return (
    <li className={css['field']}>
      <div>
        {label !== '' && <span className={css['label']}>{label}</span>}
        {(before !== '' || after !== '') && (
          <span className={css['values']}>
            {before !== '' && (
              <>
                <del>{before}</del> <span aria-hidden="true">→</span>{' '}
              </>
            )}
            <ins>{after === '' ? words.nothing : after}</ins>
          </span>
        )}
        {by && (
          <span className={css['by']}>
            {personIn(people, by.personId).name}, {instantInWords(by.at)}
          </span>
        )}
      </div>
      {restore &&
        (line.restore.every(staysThough) ? (
          <span className={css['by']}>{words.stays}</span>
        ) : (
          <Button
            variant="subtle"
            color="gray"
            size="compact-xs"
            aria-label={words.lineOf(action, label, title)}
            onClick={() => void restore(line.restore)}
          >
            {action}
          </Button>
        ))}
    </li>
  )
}
