import { Button, VisuallyHidden } from '@mantine/core'
import { useEffect, useMemo, useState } from 'react'
import { useLocation } from 'wouter'
import { audienceMessages } from '../../audience/audience-messages.ts'
import { useBoard } from '../../board/board-provider.tsx'
import { SceneOnStage } from '../../board/stage/scene-on-stage.tsx'
import { StageCanvas } from '../../board/stage/stage-canvas.tsx'
import { useOthersInk } from '../../board/stage/use-others-ink.ts'
import { CurtainsOpen } from '../../evidence/curtain.tsx'
import { useLooking } from '../../history/looking.ts'
import { useMomentOnShow } from '../../history/use-moment-on-show.ts'
import { PlayheadContext } from '../../playhead/playhead-here.ts'
import { useFollowedPlayhead } from '../../playhead/use-followed-playhead.ts'
import { ViewerBar } from '../../playhead/viewer-bar.tsx'
import type { SyncState } from '../../sync/sync-state.ts'
import { sentenceOf } from '../../ui/sentence-of.ts'
import { Notice, Quiet } from '../../ui/states.tsx'
import { useLive } from '../../ui/use-live.ts'
import { followingAddress } from './address.ts'
import { followedInk } from './followed-ink.ts'
import css from './following.module.css'
import type { Presenter } from './presenters.ts'
import { useFollowed } from './use-followed.ts'

const words = audienceMessages.following
const nothing = () => {}

/** What another person presents, as they show it; ends with them, and whenever one leaves. */
export function Following({
  personId,
  licenseKey,
}: {
  personId: string
  licenseKey: string | null
}) {
  const { live, moment } = useLooking()
  const [, go] = useLocation()
  const { boardId, awareness, sync } = live.session
  const isHere = knowsWhoIsHere(useLive(sync).kind)
  const { presenter, isInterrupted, isOver } = useFollowed(awareness, { personId, isHere })
  const { isOnShow, failure } = useMomentOnShow()
  const leave = () => go(`/board/${boardId}`, { replace: true })
  const seq = presenter?.presenting.moment ?? null
  const shown = moment?.kind === 'past' ? moment.seq : null
  const here = useFollowedPlayhead(presenter?.presenting.playhead ?? null)
  const [isUncovered, setUncovered] = useState(false)
  useEffect(() => {
    if (isOver) go(`/board/${boardId}`, { replace: true })
    else if (presenter && seq !== shown)
      go(followingAddress(boardId, personId, seq), { replace: true })
  }, [isOver, presenter, seq, shown, go, boardId, personId])
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key === 'Escape') go(`/board/${boardId}`, { replace: true })
    }
    window.addEventListener('keydown', onKey)
    return () => window.removeEventListener('keydown', onKey)
  }, [go, boardId])
  const leaveButton = (
    <Button size="compact-sm" variant="white" onClick={leave}>
      {words.leave}
    </Button>
  )
  if (failure !== null)
    return <Notice title={words.failed} text={sentenceOf(failure)} action={leaveButton} />
  if (!presenter || seq !== shown || !isOnShow)
    return (
      <>
        <Quiet text={words.opening} />
        <div className={css['leave']}>{leaveButton}</div>
      </>
    )
  return (
    <main className={css['stage']} aria-label={words.label(presenter.name)} data-testid="following">
      <PlayheadContext value={here}>
        <CurtainsOpen value={isUncovered}>
          <Shown presenter={presenter} licenseKey={licenseKey} />
        </CurtainsOpen>
      </PlayheadContext>
      <div className={css['leave']}>
        {isInterrupted ? words.interrupted(presenter.name) : words.label(presenter.name)}
        <ViewerBar here={here} uncover={isUncovered ? null : () => setUncovered(true)} />
        {leaveButton}
      </div>
    </main>
  )
}

/** Whoever presents would be seen by now. */
function knowsWhoIsHere(kind: SyncState['kind']): boolean {
  return kind === 'saved' || kind === 'trouble' || kind === 'view-only'
}

/** Scenes are those of the moment that is presented; of now where there were none yet. */
function Shown({
  presenter: { client, presenting },
  licenseKey,
}: {
  presenter: Presenter
  licenseKey: string | null
}) {
  const { scene: sceneId, step, isBlack } = presenting
  const { live } = useLooking()
  const { awareness } = live.session
  const heard = useMemo(() => followedInk(awareness, client), [awareness, client])
  const ink = useOthersInk(heard, sceneId)
  const then = useLive(useBoard().briefings)
  const now = useLive(live.handle.briefings)
  const scene = [...then, ...now].flatMap(({ scenes }) => scenes).find(({ id }) => id === sceneId)
  if (!scene) return <Quiet text={words.opening} />
  return (
    <>
      <StageCanvas
        tool="none"
        isBlack={isBlack}
        onItem={nothing}
        ink={ink}
        pen={null}
        licenseKey={licenseKey}
      >
        <SceneOnStage scene={scene} step={step} />
      </StageCanvas>
      <VisuallyHidden component="output">
        {scene.title}. {scene.description}
      </VisuallyHidden>
    </>
  )
}
