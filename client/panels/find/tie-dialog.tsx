import { Checkbox, Modal, NativeSelect } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useDeferredValue, useMemo, useState } from 'react'
import {
  isRelationType,
  relations,
  relationTypes,
  type RelationType,
} from '../../../shared/board/relations.ts'
import type { EvidenceId } from '../../../shared/evidence/kinds.ts'
import { titleOf } from '../../../shared/evidence/wording.ts'
import { useBoard } from '../../board/board-provider.tsx'
import { messages } from '../../ui/messages.ts'
import { useLive } from '../../ui/use-live.ts'
import { useReturnFocus } from '../../ui/use-return-focus.ts'
import { FindBox } from './find-box.tsx'
import { findItems } from './find-entries.ts'
import { itemEntry } from './item-entry.tsx'
import { recentItems } from './recent-items.ts'
import css from './tie-dialog.module.css'
import { tieMessages as words } from './tie-messages.ts'

/** Ties an item to another by typing: how they relate, then the other one. Enter on it makes the arrow. */
export function TieDialog({ from, close }: { from: EvidenceId; close: () => void }) {
  const board = useBoard()
  const item = board.evidence.get(from)
  const returnFocus = useReturnFocus()
  const leave = () => {
    close()
    returnFocus()
  }
  return (
    <Modal
      opened
      onClose={leave}
      returnFocus={false}
      title={words.title}
      size={640}
      closeButtonProps={{ 'aria-label': messages.common.close }}
      centered={false}
      yOffset="8dvh"
    >
      {item ? <TieBody from={from} title={titleOf(item)} close={leave} /> : <p>{words.gone}</p>}
    </Modal>
  )
}

function TieBody({ from, title, close }: { from: EvidenceId; title: string; close: () => void }) {
  const board = useBoard()
  const all = useLive(board.evidence)
  const [relation, setRelation] = useState<RelationType>('supports')
  const [isReversed, setReversed] = useState(false)
  const [query, setQuery] = useState('')
  const asked = useDeferredValue(query.trim())
  const [recent] = useState(() => recentItems(board.boardId))
  const found = useMemo(
    () =>
      findItems(
        all.filter(({ id }) => id !== from),
        { query: asked, recent },
      ),
    [all, from, asked, recent],
  )
  const { label } = relations[relation]
  const tieTo = (other: EvidenceId, otherTitle: string) => {
    const tie = isReversed ? { from: other, to: from, relation } : { from, to: other, relation }
    const [first, second] = isReversed ? [otherTitle, title] : [title, otherTitle]
    const isThere = board.ties
      .all()
      .some((each) => each.from === tie.from && each.to === tie.to && each.relation === relation)
    close()
    if (isThere) notifications.show({ message: words.already(first, label, second) })
    else if (board.tie(tie)) notifications.show({ message: words.tied(first, label, second) })
    else notifications.show({ message: words.notTied })
  }
  return (
    <div className={css['body']}>
      <p className={css['from']}>{words.from(title)}</p>
      <div className={css['how']}>
        <NativeSelect
          label={words.relation}
          data-autofocus
          value={relation}
          data={relationTypes.map((value) => ({ value, label: relations[value].label }))}
          onChange={(event) => {
            const { value } = event.currentTarget
            if (isRelationType(value)) setRelation(value)
          }}
        />
        <Checkbox
          label={words.reversed}
          checked={isReversed}
          onChange={(event) => setReversed(event.currentTarget.checked)}
        />
      </div>
      <FindBox
        label={words.other}
        placeholder={words.otherPlaceholder}
        query={query}
        isBehind={asked !== query.trim()}
        setQuery={setQuery}
        sections={[
          {
            title: isReversed ? words.theyPoint(label) : words.thisPoints(label),
            entries: found.map(({ item }) => itemEntry(item, () => tieTo(item.id, titleOf(item)))),
          },
        ]}
      />
    </div>
  )
}
