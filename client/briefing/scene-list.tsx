import { Button, Tooltip, VisuallyHidden } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { IconBoxMultiple, IconCamera } from '@tabler/icons-react'
import { useEffect, useState } from 'react'
import { addScene, moveScene, type SceneView } from '../../shared/briefing/actions.ts'
import {
  numberOfScene,
  presentedScenes,
  type BriefingWithScenes,
} from '../../shared/briefing/briefings.ts'
import type { Scene, SceneId } from '../../shared/briefing/scene.ts'
import { useBoard } from '../board/board-provider.tsx'
import { useLive } from '../ui/use-live.ts'
import { briefingMessages as words } from './briefing-messages.ts'
import css from './briefings-panel.module.css'
import { usePresent } from './presenting/use-present.ts'
import { SceneDetails } from './scene-details.tsx'
import { SceneRow } from './scene-row.tsx'

/** The scenes of one briefing in order; the one that is open shows what there is to say about it. */
export function SceneList({
  briefing,
  mayEdit,
}: {
  briefing: BriefingWithScenes
  mayEdit: boolean
}) {
  const board = useBoard()
  const [openId, setOpen] = useState<SceneId | null>(null)
  const [said, say] = useState('')
  const present = usePresent()
  const { scenes } = briefing
  const open = scenes.find(({ id }) => id === openId)
  useOutlined(open)
  const move = (scene: Scene, to: number) => {
    if (to < 0 || to >= scenes.length) return
    moveScene(board.doc, scene, to)
    say(words.moved(titleOfScene(scene, scenes), to + 1))
  }
  return (
    <>
      <section className={css['scenes']} aria-label={words.scenes}>
        {scenes.length === 0 && <p className={css['soft']}>{words.noScenes}</p>}
        <ol className={css['list']}>
          {scenes.map((scene, at) => (
            <li key={scene.id}>
              <SceneRow
                scene={scene}
                at={at}
                number={numberOfScene(scene, scenes)}
                count={scenes.length}
                title={titleOfScene(scene, scenes)}
                isOpen={scene.id === openId}
                mayEdit={mayEdit}
                toggle={() => {
                  setOpen(scene.id === openId ? null : scene.id)
                  if (scene.id !== openId) board.canvasView.show(scene)
                }}
                move={(to) => move(scene, to)}
                present={() => present(briefing.id, null, scene.id)}
                drop={(dragged) => {
                  const moved = scenes.find(({ id }) => id === dragged)
                  if (moved) move(moved, at)
                }}
              />
              {scene.id === openId && <SceneDetails scene={scene} mayEdit={mayEdit} />}
            </li>
          ))}
        </ol>
      </section>
      {mayEdit && briefing.isThere && <AddScene briefing={briefing} onAdded={setOpen} />}
      <VisuallyHidden component="output">{said}</VisuallyHidden>
    </>
  )
}

function titleOfScene(scene: Scene, scenes: readonly Scene[]): string {
  const number = numberOfScene(scene, scenes)
  return scene.title.trim() || (number === null ? words.skippedScene : words.scene(number))
}

/** Draws the frame of the open scene on the canvas. */
function useOutlined(scene: Scene | undefined): void {
  const { canvasView } = useBoard()
  const frame = scene?.frame ?? null
  useEffect(() => {
    canvasView.outline(frame)
    return () => canvasView.outline(null)
  }, [canvasView, frame])
}

function AddScene({
  briefing,
  onAdded,
}: {
  briefing: BriefingWithScenes
  onAdded: (id: SceneId) => void
}) {
  const board = useBoard()
  const isSelected = useLive(board.canvasView.selected).length > 0
  const add = (view: SceneView | null) => {
    if (!view) return
    onAdded(addScene(board.doc, { ...view, briefing: briefing.id, by: board.me.name }))
    notifications.show({ message: words.added(presentedScenes(briefing).length + 1) })
  }
  return (
    <div className={css['add']}>
      <Tooltip label={words.addViewHelp}>
        <Button
          variant="default"
          leftSection={<IconCamera size={17} stroke={1.7} />}
          onClick={() => add(board.canvasView.inView())}
        >
          {words.addView}
        </Button>
      </Tooltip>
      <Tooltip label={words.addSelectionHelp}>
        <Button
          variant="default"
          leftSection={<IconBoxMultiple size={17} stroke={1.7} />}
          disabled={!isSelected}
          onClick={() => add(board.canvasView.ofSelection())}
        >
          {words.addSelection}
        </Button>
      </Tooltip>
    </div>
  )
}
