import { ActionIcon, Menu } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import {
  IconArrowDown,
  IconArrowUp,
  IconCopy,
  IconDots,
  IconEye,
  IconEyeOff,
  IconPresentation,
  IconTrash,
} from '@tabler/icons-react'
import { useState, type DragEvent, type KeyboardEvent } from 'react'
import { duplicateScene, removeScene, setScene } from '../../shared/briefing/actions.ts'
import type { Scene } from '../../shared/briefing/scene.ts'
import { useBoard } from '../board/board-provider.tsx'
import { useLive } from '../ui/use-live.ts'
import { briefingMessages as words } from './briefing-messages.ts'
import css from './briefings-panel.module.css'
import { OutlinePicture } from './outline-picture.tsx'

const DRAGGED = 'application/x-redstring-scene'

type Props = {
  scene: Scene
  /** Its place among `count`, from 0. */
  at: number
  count: number
  /** What it is called by when it is presented; null where it is skipped. */
  number: number | null
  title: string
  isOpen: boolean
  mayEdit: boolean
  toggle: () => void
  move: (to: number) => void
  /** Presents from here on. */
  present: () => void
  /** Something was dropped on it. */
  drop: (sceneId: string) => void
}

/** One scene in the list: a press opens it, Alt and arrows or dragging move it. */
export function SceneRow({
  scene,
  at,
  count,
  number,
  title,
  isOpen,
  mayEdit,
  toggle,
  move,
  present,
  drop,
}: Props) {
  const board = useBoard()
  const [isOver, setOver] = useState(false)
  const outline = useLive(board.canvasView.isThere) ? board.canvasView.outlineOf(scene) : null
  const onKeyDown = (event: KeyboardEvent) => {
    if (!mayEdit || !event.altKey) return
    if (event.key !== 'ArrowUp' && event.key !== 'ArrowDown') return
    event.preventDefault()
    move(at + (event.key === 'ArrowUp' ? -1 : 1))
  }
  const dragging = mayEdit
    ? {
        draggable: true,
        onDragStart: (event: DragEvent) => event.dataTransfer.setData(DRAGGED, scene.id),
        onDragOver: (event: DragEvent) => {
          if (!event.dataTransfer.types.includes(DRAGGED)) return
          event.preventDefault()
          setOver(true)
        },
        onDragLeave: () => setOver(false),
        onDrop: (event: DragEvent) => {
          setOver(false)
          const id = event.dataTransfer.getData(DRAGGED)
          if (id === '') return
          event.preventDefault()
          event.stopPropagation()
          drop(id)
        },
      }
    : {}
  return (
    <div
      className={css['row']}
      data-open={isOpen || undefined}
      data-hidden={scene.isHidden || undefined}
      data-over={isOver || undefined}
      {...dragging}
    >
      <button
        type="button"
        className={css['open']}
        aria-expanded={isOpen}
        title={mayEdit ? words.reorderHelp : undefined}
        onClick={toggle}
        onKeyDown={onKeyDown}
      >
        <span className={css['number']}>{number ?? ''}</span>
        <span className={css['thumb']}>{outline && <OutlinePicture outline={outline} />}</span>
        <span className={css['words']}>
          <span className={css['title']}>{title}</span>
          {scene.isHidden && <span className={css['state']}>{words.hidden}</span>}
          {scene.description.trim() !== '' && (
            <span className={css['detail']}>{scene.description}</span>
          )}
        </span>
      </button>
      {mayEdit && (
        <RowMenu scene={scene} at={at} count={count} title={title} move={move} present={present} />
      )}
    </div>
  )
}

function RowMenu({
  scene,
  at,
  count,
  title,
  move,
  present,
}: Pick<Props, 'scene' | 'at' | 'count' | 'title' | 'move' | 'present'>) {
  const { doc, me } = useBoard()
  const Eye = scene.isHidden ? IconEye : IconEyeOff
  return (
    <Menu position="bottom-end" width={230}>
      <Menu.Target>
        <ActionIcon
          className={css['more']}
          variant="subtle"
          color="gray"
          aria-label={words.sceneMore(title)}
        >
          <IconDots size={17} stroke={1.8} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item
          leftSection={<IconPresentation size={17} stroke={1.6} />}
          disabled={scene.isHidden}
          onClick={present}
        >
          {words.presentFrom}
        </Menu.Item>
        <Menu.Divider />
        <Menu.Item
          leftSection={<IconArrowUp size={17} stroke={1.6} />}
          disabled={at === 0}
          onClick={() => move(at - 1)}
        >
          {words.moveUp}
        </Menu.Item>
        <Menu.Item
          leftSection={<IconArrowDown size={17} stroke={1.6} />}
          disabled={at === count - 1}
          onClick={() => move(at + 1)}
        >
          {words.moveDown}
        </Menu.Item>
        <Menu.Divider />
        <Menu.Item
          leftSection={<IconCopy size={17} stroke={1.6} />}
          onClick={() => duplicateScene(doc, scene, { title: words.copyOf(title), by: me.name })}
        >
          {words.duplicate}
        </Menu.Item>
        <Menu.Item
          leftSection={<Eye size={17} stroke={1.6} />}
          onClick={() => setScene(doc, scene.id, 'isHidden', !scene.isHidden)}
        >
          {scene.isHidden ? words.unhide : words.hide}
        </Menu.Item>
        <Menu.Item
          leftSection={<IconTrash size={17} stroke={1.6} />}
          onClick={() => {
            removeScene(doc, scene.id)
            notifications.show({ message: words.sceneRemoved(title) })
          }}
        >
          {words.removeScene}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}
