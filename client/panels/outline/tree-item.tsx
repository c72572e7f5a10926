import { IconChevronDown, IconChevronRight } from '@tabler/icons-react'
import type { KeyboardEvent } from 'react'
import { titleOf } from '../../../shared/evidence/wording.ts'
import { KindIcon } from '../../evidence/kind-icon.tsx'
import { StatusChip } from '../../evidence/status-chip.tsx'
import { detailOf } from '../item-words.ts'
import { outlineMessages as words } from './outline-messages.ts'
import css from './outline.module.css'
import { tieInWords, type Node } from './tree.ts'

/** One line of the tree. What it is called holds the tie, the title, the hedge and the status, in this order. */
export function TreeItem({
  node,
  top,
  isTabStop,
  isSelected,
  setActive,
  press,
  turn,
  onKeyDown,
}: {
  node: Node
  top: number
  isTabStop: boolean
  isSelected: boolean
  setActive: () => void
  press: () => void
  turn: () => void
  onKeyDown: (event: KeyboardEvent) => void
}) {
  const { path, level, setSize, place, isOpen } = node
  const Sign = isOpen ? IconChevronDown : IconChevronRight
  return (
    <div
      role="treeitem"
      className={css['node']}
      aria-level={level}
      aria-setsize={setSize}
      aria-posinset={place}
      aria-selected={isSelected}
      {...(isOpen !== null && { 'aria-expanded': isOpen })}
      data-path={path}
      data-type={node.type}
      tabIndex={isTabStop ? 0 : -1}
      style={{ transform: `translateY(${top}px)`, paddingInlineStart: 8 + (level - 1) * 20 }}
      onFocus={setActive}
      onClick={press}
      onKeyDown={onKeyDown}
    >
      <span
        className={css['turn']}
        aria-hidden="true"
        onClick={(event) => {
          if (isOpen === null) return
          event.stopPropagation()
          turn()
        }}
      >
        {isOpen !== null && <Sign size={16} stroke={2} />}
      </span>
      {node.type === 'group' ? (
        <strong className={css['title']}>{words.group(node.label, node.count)}</strong>
      ) : (
        <ItemWords node={node} />
      )}
    </div>
  )
}

function ItemWords({ node: { item, tie, isAbove } }: { node: Extract<Node, { type: 'item' }> }) {
  return (
    <>
      {tie && <span className={css['tie']}>{tieInWords(tie)} </span>}
      <KindIcon kind={item.kind} size={17} />
      <span className={css['title']}>{titleOf(item)}</span>
      <span className={css['detail']}>
        <span className={css['unseen']}>, </span>
        {isAbove ? words.above : detailOf(item)}
        <span className={css['unseen']}>, </span>
      </span>
      <StatusChip evidence={item} />
    </>
  )
}
