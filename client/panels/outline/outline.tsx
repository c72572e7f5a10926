import { Button, NativeSelect } from '@mantine/core'
import { IconLine } from '@tabler/icons-react'
import { useMemo, useRef, useState } from 'react'
import { z } from 'zod'
import type { EvidenceId } from '../../../shared/evidence/kinds.ts'
import { useBoard } from '../../board/board-provider.tsx'
import { useRole } from '../../board/use-role.ts'
import { useKept } from '../../ui/use-kept.ts'
import { useLive } from '../../ui/use-live.ts'
import { tieMessages } from '../find/tie-messages.ts'
import { keepFromCanvas } from '../keep-from-canvas.ts'
import { useOpenDialog } from '../open-dialog-context.ts'
import { useHighlighted, useKeepInSight } from '../use-highlighted.ts'
import { useRowWindow } from '../use-row-window.ts'
import type { ViewProps } from '../views/view.ts'
import { arrangements, groupsOf } from './outline-groups.ts'
import { outlineMessages as words } from './outline-messages.ts'
import css from './outline.module.css'
import { TreeItem } from './tree-item.tsx'
import { visibleNodes, type Node } from './tree.ts'
import { useTreeKeys } from './use-tree-keys.ts'

/** CSS pixels; outline.module.css has the same. */
const ROW_HEIGHT = 36

const kept = z.object({ by: z.enum(arrangements).nullable() })

/** The evidence and its string as a tree that can be walked and heard: what is tied to an item stands below it. */
export function Outline({ takesFocus }: ViewProps) {
  const board = useBoard()
  const isViewer = useRole() === 'viewer'
  const openDialog = useOpenDialog()
  const all = useLive(board.evidence)
  const cards = useLive(board.cards)
  const ties = useLive(board.ties)
  const [{ by: chosenBy }, change] = useKept(`redstring:outline:${board.boardId}`, {
    schema: kept,
    initial: { by: null },
  })
  // oxlint-disable-next-line react/exhaustive-deps -- where cards lie is read again when cards or ties change
  const areas = useMemo(() => board.areas(), [board, cards, ties])
  const by = chosenBy ?? (areas.length > 0 ? 'panel' : 'kind')
  const [turned, setTurned] = useState<ReadonlySet<string>>(new Set())
  const groups = useMemo(
    () => groupsOf(all, { by, areas, hasCard: (id) => cards.has(id) }),
    [all, by, areas, cards],
  )
  const nodes = useMemo(() => {
    const items = new Map(all.map((item) => [item.id, item]))
    return visibleNodes({ groups, get: (id) => items.get(id), ties, turned })
  }, [all, groups, ties, turned])
  const places = useMemo(() => new Map(nodes.map(({ path }, at) => [path, at])), [nodes])
  const indexOf = (path: string) => places.get(path) ?? -1

  const tree = useRef<HTMLDivElement>(null)
  const { first, last, onScroll, bringIn, isIn } = useRowWindow(tree, {
    count: nodes.length,
    rowHeight: ROW_HEIGHT,
  })
  const turn = (paths: readonly string[]) =>
    setTurned((before) => {
      const next = new Set(before)
      for (const path of paths) if (!next.delete(path)) next.add(path)
      return next
    })
  const press = (node: Node) => {
    if (node.type === 'group') turn([node.path])
    else if (!board.showOnCanvas(node.item.id)) board.select([node.item.id])
  }
  const keys = useTreeKeys(tree, { nodes, indexOf, turn, press, bringIn, takesFocus })
  const highlighted = useHighlighted()
  useKeepInSight(highlighted, {
    bringIn,
    isIn,
    indexOf: (id) => firstRowOf(nodes, id, keys.activeNode),
  })
  const active = keys.activeNode?.type === 'item' ? keys.activeNode.item : null
  if (all.length === 0)
    return (
      <div className={css['empty']}>
        <strong>{words.empty}</strong>
        <p>{words.emptyText}</p>
      </div>
    )
  return (
    <>
      <div className={css['tools']}>
        <NativeSelect
          aria-label={words.arrange}
          value={by}
          data={arrangements.map((value) => ({ value, label: words.arrangements[value] }))}
          onChange={(event) => {
            const by = arrangements.find((each) => each === event.currentTarget.value) ?? null
            change(() => ({ by }))
          }}
        />
        {!isViewer && (
          <Button
            variant="default"
            leftSection={<IconLine size={17} stroke={1.8} aria-hidden="true" />}
            disabled={active === null}
            onClick={() => active && openDialog({ tie: active.id })}
          >
            {tieMessages.button}
          </Button>
        )}
      </div>
      <div
        ref={tree}
        role="tree"
        aria-label={words.tree}
        aria-describedby="outline-keys"
        aria-multiselectable="true"
        className={css['tree']}
        tabIndex={-1}
        onScroll={onScroll}
        onKeyDown={keepFromCanvas}
      >
        <p id="outline-keys" hidden>
          {words.keys}
        </p>
        <div role="none" className={css['rows']} style={{ height: nodes.length * ROW_HEIGHT }}>
          {rowsToDraw({ first, last, also: indexOf(keys.active ?? '') }).map((at) => {
            const node = nodes[at]
            return (
              node && (
                <TreeItem
                  key={node.path}
                  node={node}
                  top={at * ROW_HEIGHT}
                  isTabStop={node.path === keys.active}
                  isSelected={node.type === 'item' && highlighted.has(node.item.id)}
                  setActive={() => keys.setActive(node.path)}
                  press={() => press(node)}
                  turn={() => turn([node.path])}
                  onKeyDown={keys.onKeyDown}
                />
              )
            )
          })}
        </div>
      </div>
    </>
  )
}

/** Where one stands with the item already, that place; else the first. */
function firstRowOf(nodes: readonly Node[], id: EvidenceId, active: Node | undefined): number {
  const isIt = (node: Node) => node.type === 'item' && node.item.id === id
  return active && isIt(active) ? nodes.indexOf(active) : nodes.findIndex(isIt)
}

function rowsToDraw({
  first,
  last,
  also,
}: {
  first: number
  last: number
  also: number
}): number[] {
  const inSight = Array.from({ length: last - first }, (_, place) => first + place)
  return also < 0 || (also >= first && also < last) ? inSight : [...inSight, also]
}
