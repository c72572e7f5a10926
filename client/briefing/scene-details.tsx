import { Button } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { IconFocusCentered, IconRefresh, IconX } from '@tabler/icons-react'
import { useId } from 'react'
import {
  listShapes,
  setScene,
  setSceneMedia,
  setSceneView,
  type SceneView,
} from '../../shared/briefing/actions.ts'
import type { Scene } from '../../shared/briefing/scene.ts'
import type { EvidenceId } from '../../shared/evidence/kinds.ts'
import { clock, titleOf } from '../../shared/evidence/wording.ts'
import { useBoard } from '../board/board-provider.tsx'
import { SharedTextArea } from '../evidence/fields/shared-text-area.tsx'
import { useDraft } from '../evidence/fields/use-draft.ts'
import { useLive } from '../ui/use-live.ts'
import { briefingMessages as words } from './briefing-messages.ts'
import css from './scene-details.module.css'
import { ScenePart } from './scene-part.tsx'
import { ShapeList } from './shape-list.tsx'
import { StepList } from './step-list.tsx'

/** Everything there is to say about one scene; what somebody who only views may read of it. */
export function SceneDetails({ scene, mayEdit }: { scene: Scene; mayEdit: boolean }) {
  return (
    <div className={css['details']}>
      <Words scene={scene} mayEdit={mayEdit} />
      <ViewPart scene={scene} mayEdit={mayEdit} />
      <Lists scene={scene} mayEdit={mayEdit} />
      <StepList scene={scene} mayEdit={mayEdit} />
      <Clips scene={scene} mayEdit={mayEdit} />
    </div>
  )
}

type PartProps = { scene: Scene; mayEdit: boolean }

function Words({ scene, mayEdit }: PartProps) {
  const { doc } = useBoard()
  const id = useId()
  const title = useDraft(scene.title, (next) => {
    if (next.trim() !== scene.title) setScene(doc, scene.id, 'title', next.trim())
  })
  if (!mayEdit)
    return (
      <>
        <Read label={words.description} text={scene.description} />
        <Read label={words.notes} text={scene.notes} />
      </>
    )
  return (
    <>
      <label className={css['label']} htmlFor={`${id}-title`}>
        {words.sceneTitle}
      </label>
      <input
        id={`${id}-title`}
        className={css['input']}
        maxLength={200}
        autoComplete="off"
        value={title.shown}
        onChange={(event) => title.change(event.currentTarget.value)}
        onKeyDown={(event) => event.key === 'Enter' && title.flush()}
        onBlur={title.flush}
      />
      <label className={css['label']} htmlFor={`${id}-description`}>
        {words.description} <small>{words.descriptionHelp}</small>
      </label>
      <SharedTextArea
        id={`${id}-description`}
        className={css['input']}
        rows={1}
        maxLength={50_000}
        recordId={scene.id}
        name="description"
        text={scene.description}
      />
      <label className={css['label']} htmlFor={`${id}-notes`}>
        {words.notes} <small>{words.notesHelp}</small>
      </label>
      <SharedTextArea
        id={`${id}-notes`}
        className={css['input']}
        rows={2}
        maxLength={200_000}
        recordId={scene.id}
        name="notes"
        text={scene.notes}
      />
    </>
  )
}

function Read({ label, text }: { label: string; text: string }) {
  if (text.trim() === '') return null
  return (
    <>
      <h4 className={css['label']}>{label}</h4>
      <p className={css['read']}>{text}</p>
    </>
  )
}

function ViewPart({ scene, mayEdit }: PartProps) {
  const { doc, canvasView } = useBoard()
  const isSelected = useLive(canvasView.selected).length > 0
  const update = (view: SceneView | null) => {
    if (!view) return
    setSceneView(doc, scene.id, view)
    notifications.show({ message: words.updated })
  }
  const { w, h } = scene.frame
  return (
    <ScenePart title={words.view} aside={words.size(Math.round(w), Math.round(h))}>
      <div className={css['buttons']}>
        <Button
          size="compact-sm"
          variant="default"
          leftSection={<IconFocusCentered size={15} stroke={1.8} />}
          onClick={() => canvasView.show(scene)}
        >
          {words.goThere}
        </Button>
        {mayEdit && (
          <>
            <Button
              size="compact-sm"
              variant="default"
              leftSection={<IconRefresh size={15} stroke={1.8} />}
              onClick={() => update(canvasView.inView())}
            >
              {words.update}
            </Button>
            <Button
              size="compact-sm"
              variant="default"
              disabled={!isSelected}
              onClick={() => update(canvasView.ofSelection())}
            >
              {words.updateSelection}
            </Button>
          </>
        )}
      </div>
    </ScenePart>
  )
}

function Lists({ scene, mayEdit }: PartProps) {
  const { doc, canvasView } = useBoard()
  const selected = useLive(canvasView.selected)
  const put = (list: 'hides' | 'emphasises') =>
    listShapes(doc, scene.id, {
      list,
      shapeIds: canvasView.withGrouped(selected),
      isListed: true,
    })
  const [emphasised, hidden] = [Object.keys(scene.emphasises), Object.keys(scene.hides)]
  if (!mayEdit && emphasised.length + hidden.length === 0) return null
  return (
    <ScenePart title={words.shown}>
      {mayEdit && (
        <>
          <p className={css['help']}>
            {selected.length === 0 ? words.selectFirst : words.selectedCount(selected.length)}
          </p>
          <div className={css['buttons']}>
            <Button
              size="compact-sm"
              variant="default"
              disabled={selected.length === 0}
              onClick={() => put('emphasises')}
            >
              {words.emphasise}
            </Button>
            <Button
              size="compact-sm"
              variant="default"
              disabled={selected.length === 0}
              onClick={() => put('hides')}
            >
              {words.leaveOut}
            </Button>
          </div>
        </>
      )}
      {(['emphasises', 'hides'] as const).map((list) => (
        <ShapeList
          key={list}
          title={list === 'emphasises' ? words.emphasised : words.leftOut}
          shapeIds={list === 'emphasises' ? emphasised : hidden}
          takeOut={
            mayEdit
              ? (shapeIds) => listShapes(doc, scene.id, { list, shapeIds, isListed: false })
              : null
          }
        />
      ))}
    </ScenePart>
  )
}

function Clips({ scene, mayEdit }: PartProps) {
  const board = useBoard()
  useLive(board.evidence)
  const clips = Object.entries(scene.media)
  if (clips.length === 0) return null
  return (
    <ScenePart title={words.media}>
      <ul className={css['shapes']}>
        {clips.map(([evidenceId, seconds]) => {
          const evidence = board.evidence.get(evidenceId as EvidenceId)
          const name = evidence ? titleOf(evidence) : evidenceId
          return (
            <li key={evidenceId}>
              <span className={css['shape']}>{words.mediaAt(name, clock(seconds))}</span>
              {mayEdit && (
                <button
                  type="button"
                  className={css['out']}
                  aria-label={words.takeOut(name)}
                  onClick={() => setSceneMedia(board.doc, scene.id, { evidenceId, seconds: null })}
                >
                  <IconX size={14} stroke={1.8} aria-hidden="true" />
                </button>
              )}
            </li>
          )
        })}
      </ul>
      {mayEdit && <p className={css['help']}>{words.mediaHelp}</p>}
    </ScenePart>
  )
}
