import { ActionIcon, Button } from '@mantine/core'
import { IconArrowDown, IconArrowUp, IconPlus, IconTrash } from '@tabler/icons-react'
import { addStep, moveStep, removeStep, revealWith } from '../../shared/briefing/actions.ts'
import type { Scene } from '../../shared/briefing/scene.ts'
import { stepsOf, type Step } from '../../shared/briefing/steps.ts'
import { useBoard } from '../board/board-provider.tsx'
import { useLive } from '../ui/use-live.ts'
import { briefingMessages as words } from './briefing-messages.ts'
import css from './scene-details.module.css'
import { ScenePart } from './scene-part.tsx'
import { ShapeList } from './shape-list.tsx'

/** What a scene reveals one after another. */
export function StepList({ scene, mayEdit }: { scene: Scene; mayEdit: boolean }) {
  const { doc, canvasView } = useBoard()
  const selected = useLive(canvasView.selected)
  const steps = stepsOf(scene)
  if (!mayEdit && steps.length === 0) return null
  return (
    <ScenePart title={words.steps}>
      {mayEdit && <p className={css['help']}>{words.stepsHelp}</p>}
      <ol className={css['steps']}>
        {steps.map((step, at) => (
          <li key={step.id}>
            <div className={css['stepHead']}>
              <span>{words.step(at + 1)}</span>
              {mayEdit && <StepTools scene={scene} step={step} at={at} count={steps.length} />}
            </div>
            {step.shapeIds.length === 0 && <p className={css['help']}>{words.emptyStep}</p>}
            <ShapeList
              shapeIds={step.shapeIds}
              takeOut={
                mayEdit
                  ? (shapeIds) => revealWith(doc, scene.id, { shapeIds, step: null })
                  : null
              }
            />
          </li>
        ))}
      </ol>
      {mayEdit && (
        <div className={css['buttons']}>
          <Button
            size="compact-sm"
            variant="default"
            leftSection={<IconPlus size={15} stroke={1.8} />}
            disabled={selected.length === 0}
            onClick={() => addStep(doc, scene, canvasView.withGrouped(selected))}
          >
            {words.addStep}
          </Button>
        </div>
      )}
    </ScenePart>
  )
}

function StepTools({
  scene,
  step,
  at,
  count,
}: {
  scene: Scene
  step: Step
  at: number
  count: number
}) {
  const { doc, canvasView } = useBoard()
  const selected = useLive(canvasView.selected)
  const tools = [
    {
      label: words.stepUp(at + 1),
      icon: IconArrowUp,
      isOff: at === 0,
      run: () => moveStep(doc, scene.id, step.id, at - 1),
    },
    {
      label: words.stepDown(at + 1),
      icon: IconArrowDown,
      isOff: at === count - 1,
      run: () => moveStep(doc, scene.id, step.id, at + 1),
    },
    {
      label: words.removeStep(at + 1),
      icon: IconTrash,
      isOff: false,
      run: () => removeStep(doc, scene, step.id),
    },
  ]
  return (
    <span className={css['stepTools']}>
      <Button
        size="compact-sm"
        variant="subtle"
        color="gray"
        disabled={selected.length === 0}
        onClick={() =>
          revealWith(doc, scene.id, { shapeIds: canvasView.withGrouped(selected), step: step.id })
        }
      >
        {words.addToStep}
      </Button>
      {tools.map(({ label, icon: Sign, isOff, run }) => (
        <ActionIcon
          key={label}
          size={26}
          variant="subtle"
          color="gray"
          aria-label={label}
          disabled={isOff}
          onClick={run}
        >
          <Sign size={15} stroke={1.8} />
        </ActionIcon>
      ))}
    </span>
  )
}
