import { VisuallyHidden } from '@mantine/core'
import { useEffect, useState } from 'react'
import type { Scene } from '../../../shared/briefing/scene.ts'
import { stepsSeen, type IsDead } from '../../../shared/briefing/walking.ts'
import { useBoard } from '../../board/board-provider.tsx'
import { LookOnlyContext } from '../../board/use-role.ts'
import { SceneOnStage } from '../../board/stage/scene-on-stage.tsx'
import { StageCanvas } from '../../board/stage/stage-canvas.tsx'
import type { CardInFrame } from '../../board/stage/cards-in-frame.ts'
import { useLooking } from '../../history/looking.ts'
import { useDocumentTitle } from '../../ui/use-document-title.ts'
import { useLive } from '../../ui/use-live.ts'
import { CurtainsOpen } from '../../evidence/curtain.tsx'
import { ClipBar } from '../../playhead/clip-bar.tsx'
import { PlayheadContext } from '../../playhead/playhead-here.ts'
import { usePlayheadDesk } from '../../playhead/use-playhead-desk.ts'
import { Viewer } from '../../viewer/viewer.tsx'
import { useSharePresenting } from '../following/share-presenting.ts'
import { JumpDialog } from './jump-dialog.tsx'
import { presentingMessages as words } from './presenting-messages.ts'
import css from './presentation.module.css'
import type { GoingOn } from './going-on.ts'
import { keysOfStage } from './keys-of-stage.ts'
import { StageControls } from './stage-controls.tsx'
import { StageWords } from './stage-words.tsx'
import { useAwake } from './use-awake.ts'
import { useClipsOfScene } from './use-clips-of-scene.ts'
import { useDigits } from './use-digits.ts'
import { useFullScreen } from './use-full-screen.ts'
import { usePresenter } from './use-presenter.ts'
import { useUndoOfDrawn } from './use-undo-of-drawn.ts'
import { useStageKeys } from './use-stage-keys.ts'
import { useStageTools } from './use-stage-tools.ts'
import { useWalk } from './use-walk.ts'

type Props = {
  title: string
  /** At least one. */
  scenes: readonly Scene[]
  /** Name of the version that is presented; null for the board as it is. */
  version: string | null
  begun: GoingOn
  licenseKey: string | null
  end: () => void
}

/** The scenes of a briefing, one after another, with nothing of the board's page around them. */
export function Stage({ title, scenes, version, begun, licenseKey, end }: Props) {
  const board = useBoard()
  const { live } = useLooking()
  const isOnlyHere = useLive(live.role) === 'viewer'
  const isOffline = useLive(live.session.sync).kind === 'offline'
  const mayDraw = !isOnlyHere && version === null
  const viewing = useLive(board.viewing)
  const isAwake = useAwake()
  const [isBlack, setBlack] = useState(false)
  const [hasCaption, setCaption] = useState(false)
  const digits = useDigits()
  const [isJumping, setJumping] = useState(false)
  const [cards, setCards] = useState<readonly CardInFrame[] | null>(null)
  const drawn = useUndoOfDrawn()
  const desk = usePlayheadDesk()
  const isDead: IsDead = ({ shapeIds }, { hides }) =>
    !shapeIds.some((id) => board.canvasView.has(id) && hides[id] === undefined)
  const walk = useWalk(scenes, begun, {
    walk: () => {
      board.viewing.open(null)
      digits.clear()
    },
    scene: () => desk.stop(),
    isDead,
  })
  const { index, step } = walk.standing
  const scene = scenes[index]
  useDocumentTitle(title || words.untitled)
  const clips = useClipsOfScene(desk, { scene, cards, isBlack })
  const { clip } = clips
  const tools = useStageTools({ sceneId: scene?.id, isShared: !isOnlyHere, mayDraw })
  const { ink, tool } = tools
  useSharePresenting({
    scene: isOnlyHere ? undefined : scene,
    step,
    isBlack,
    playhead: clips.head,
  })
  useEffect(() => {
    // What was looked at closely on the board would lie over the presentation.
    board.viewing.open(null)
    return () => board.viewing.open(null)
  }, [board])

  const escape = () => {
    if (isJumping) setJumping(false)
    else if (viewing !== null) board.viewing.open(null)
    else if (digits.typed !== '') digits.clear()
    else if (isBlack) setBlack(false)
    else if (tools.isInUse) tools.putAway()
    else end()
  }
  const fullScreen = useFullScreen(escape)
  const run = {
    back: walk.back,
    onward: () => (isBlack ? setBlack(false) : walk.onward()),
    jump: () => setJumping(true),
    laser: () => tools.toggle('laser'),
    ink: () => tools.toggle('ink'),
    clear: () => ink.wipe(),
    draw: () => tools.toggle('draw'),
    black: () => {
      if (!isBlack) desk.pause()
      board.viewing.open(null)
      setBlack(!isBlack)
    },
    caption: () => setCaption(!hasCaption),
    fullScreen: fullScreen.toggle,
    end,
  }
  const presenter = usePresenter({
    title,
    version,
    scenes,
    standing: walk.standing,
    isBlack,
    isOffline,
    isFullScreenLost: fullScreen.isLost,
    isDead,
    stageKey: begun.key,
    startedAt: walk.startedAt,
    run: {
      ...run,
      restartClock: walk.restartClock,
      first: () => walk.to(0),
      last: () => walk.to(scenes.length - 1),
      go: walk.to,
      clip: clips.playOrPause,
      frameBack: () => clips.step(-1),
      frameOn: () => clips.step(1),
    },
  })
  const openPresenter = () => {
    fullScreen.expectWindow()
    presenter.open()
  }
  useStageKeys(
    keysOfStage({
      walk,
      last: scenes.length - 1,
      clips,
      digits,
      drawn: tool === 'draw' ? drawn : null,
      escape,
      run: { ...run, presenter: openPresenter },
    }),
    isJumping ? 'off' : viewing === null ? 'all' : 'leading',
  )
  if (!scene) return null
  const sceneTitle = scene.title || words.scene(index + 1)
  const called = scenes[Number(digits.typed) - 1]
  const seen = stepsSeen(scene, step, isDead)
  return (
    <main
      className={css['stage']}
      aria-label={words.label(title || words.untitled)}
      data-awake={isAwake || undefined}
      data-testid="stage"
    >
      <PlayheadContext value={desk.here}>
        <CurtainsOpen value={clips.isUncovered}>
          <StageCanvas
            tool={tool}
            isBlack={isBlack}
            onItem={clips.onItem}
            ink={ink}
            pen={ink}
            isPresenter
            licenseKey={licenseKey}
          >
            <SceneOnStage scene={scene} step={step} onCards={setCards} />
          </StageCanvas>
        </CurtainsOpen>
      </PlayheadContext>
      <StageWords
        caption={hasCaption && !isBlack ? { title: sceneTitle, text: scene.description } : null}
        isDrawing={tool === 'draw'}
        goTo={digits.typed === '' ? null : { digits: digits.typed, title: called?.title || null }}
      />
      <StageControls
        place={{ number: index + 1, count: scenes.length, step: seen.step, steps: seen.count }}
        notes={[
          isOnlyHere && words.onlyHere,
          isOffline && words.offline,
          version !== null && words.frozen(version),
        ].filter((note) => note !== false)}
        tool={tool}
        mayDraw={mayDraw}
        hasInk={tools.hasInk}
        hasCaption={hasCaption}
        isBlack={isBlack}
        do={{ ...run, presenter: openPresenter }}
      >
        {clip && !isBlack && (
          <ClipBar
            desk={desk}
            clips={clips.all}
            clip={clip}
            choose={clips.choose}
            closer={() => clips.closer(clip.id)}
            uncover={clips.isCovered(clip.id) ? clips.uncover : null}
          />
        )}
      </StageControls>
      <VisuallyHidden component="output">
        {isBlack ? words.blackIsOn : words.said(index + 1, scenes.length, sceneTitle)}
      </VisuallyHidden>
      {viewing !== null && (
        <LookOnlyContext value>
          <Viewer id={viewing} />
        </LookOnlyContext>
      )}
      {isJumping && (
        <JumpDialog
          scenes={scenes}
          go={(at) => {
            walk.to(at)
            setJumping(false)
          }}
          close={() => setJumping(false)}
        />
      )}
    </main>
  )
}
