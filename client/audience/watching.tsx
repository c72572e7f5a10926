import { Button, VisuallyHidden } from '@mantine/core'
import { useEffect, useState } from 'react'
import type { Scene } from '../../shared/briefing/scene.ts'
import { OtherBoard } from '../board/board-provider.tsx'
import { SceneOnStage } from '../board/stage/scene-on-stage.tsx'
import { StageCanvas } from '../board/stage/stage-canvas.tsx'
import { useOthersInk } from '../board/stage/use-others-ink.ts'
import { PlayheadContext, PlayheadHere } from '../playhead/playhead-here.ts'
import { useClock } from '../playhead/use-clock.ts'
import { ViewerBar } from '../playhead/viewer-bar.tsx'
import { Notice, Quiet } from '../ui/states.tsx'
import { useLive } from '../ui/use-live.ts'
import { AudienceBoard } from './audience-board.ts'
import { audienceMessages } from './audience-messages.ts'
import { Gone } from './gone.tsx'
import css from './watching.module.css'

const words = audienceMessages.watching

type Props = {
  token: string
  licenseKey: string | null
  /** Asks for the door once more. */
  again: () => void
}

/** What is shown to an audience, with nothing around it. */
export function Watching({ token, licenseKey, again }: Props) {
  const [audience, setAudience] = useState<AudienceBoard | null>(null)
  useEffect(() => {
    const opened = new AudienceBoard(token)
    // oxlint-disable-next-line react/set-state-in-effect -- a socket opens here, and must not open twice
    setAudience(opened)
    return () => {
      setAudience(null)
      opened.close()
    }
  }, [token])
  if (!audience) return null
  return <Shown audience={audience} licenseKey={licenseKey} again={again} />
}

function Shown({
  audience,
  licenseKey,
  again,
}: Omit<Props, 'token'> & { audience: AudienceBoard }) {
  const state = useLive(audience.state)
  const scene = useLive(audience.scene)
  const isBlack = useLive(audience.isBlack)
  if (state === 'gone') return <Gone />
  if (state === 'opening') return <Quiet text={words.opening} />
  if (state === 'full' || state === 'not-let-in')
    return (
      <Notice
        title={state === 'full' ? words.fullTitle : audienceMessages.door.title}
        text={state === 'full' ? words.full : audienceMessages.door.text}
        action={
          <Button onClick={() => (state === 'full' ? audience.connect() : again())}>
            {state === 'full' ? words.retry : audienceMessages.door.enter}
          </Button>
        }
      />
    )
  return (
    <>
      {scene && <OnStage audience={audience} scene={scene} licenseKey={licenseKey} />}
      {!scene && isBlack && <output className={css['black']} aria-label={words.black} />}
      {!scene && !isBlack && <Notice title={words.waitingTitle} text={words.waiting} />}
      {state === 'lost' && <output className={css['lost']}>{words.lost}</output>}
    </>
  )
}

const nothing = () => {}

function OnStage({
  audience,
  scene,
  licenseKey,
}: {
  audience: AudienceBoard
  scene: Scene
  licenseKey: string | null
}) {
  const covered = useLive(audience.covered)
  const [here] = useState(() => new PlayheadHere(audience.playhead, { isPresenter: false }))
  useClock(here)
  const ink = useOthersInk(audience.ink, scene.id)
  return (
    <main className={css['stage']} aria-label={words.label} data-testid="audience">
      <OtherBoard board={audience.board}>
        <PlayheadContext value={here}>
          <StageCanvas
            tool="none"
            isBlack={false}
            onItem={nothing}
            ink={ink}
            pen={null}
            licenseKey={licenseKey}
          >
            <SceneOnStage scene={scene} step={0} />
          </StageCanvas>
        </PlayheadContext>
        <div className={css['clip']} data-up={covered.length > 0 || undefined}>
          <ViewerBar here={here} />
        </div>
      </OtherBoard>
      {covered.length > 0 && (
        <aside className={css['covered']}>
          <p>{words.covered(covered.length)}</p>
          <Button size="xs" variant="default" onClick={() => audience.uncover()}>
            {words.uncover}
          </Button>
        </aside>
      )}
      <VisuallyHidden component="output">
        {scene.title}. {scene.description}
      </VisuallyHidden>
    </main>
  )
}
