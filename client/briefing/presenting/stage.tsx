import { VisuallyHidden } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useEffect, useState, useSyncExternalStore } from 'react'
import type { Scene } from '../../../shared/briefing/scene.ts'
import type { EvidenceId } from '../../../shared/evidence/kinds.ts'
import { textOf } from '../../../shared/evidence/values.ts'
import { stepsSeen, type IsDead } from '../../../shared/briefing/walking.ts'
import { useBoard } from '../../board/board-provider.tsx'
import { LookOnlyContext } from '../../board/use-role.ts'
import { SceneOnStage } from '../../board/stage/scene-on-stage.tsx'
import { StageCanvas } from '../../board/stage/stage-canvas.tsx'
import type { CardInFrame } from '../../board/stage/cards-in-frame.ts'
import { OwnInk } from '../../board/stage/own-ink.ts'
import type { StageTool } from '../../board/stage/stage-context.ts'
import { useLooking } from '../../history/looking.ts'
import { useDocumentTitle } from '../../ui/use-document-title.ts'
import { useLive } from '../../ui/use-live.ts'
import { CurtainsOpen, hiddenBecause } from '../../evidence/curtain.tsx'
import { ClipBar } from '../../playhead/clip-bar.tsx'
import { PlayheadContext } from '../../playhead/playhead-here.ts'
import type { ClipOnStage } from '../../playhead/playhead-desk.ts'
import { useClipsOnStage, usePlayheadDesk } from '../../playhead/use-playhead-desk.ts'
import { Viewer } from '../../viewer/viewer.tsx'
import { viewers } from '../../viewer/viewers.ts'
import { useShareInk } from '../following/share-ink.ts'
import { useSharePresenting } from '../following/share-presenting.ts'
import { JumpDialog } from './jump-dialog.tsx'
import { presentingMessages as words } from './presenting-messages.ts'
import css from './presentation.module.css'
import type { GoingOn } from './going-on.ts'
import { StageControls } from './stage-controls.tsx'
import { useAwake } from './use-awake.ts'
import { useDigits } from './use-digits.ts'
import { useFullScreen } from './use-full-screen.ts'
import { usePresenter } from './use-presenter.ts'
import { useUndoOfDrawn } from './use-undo-of-drawn.ts'
import { useStageKeys } from './use-stage-keys.ts'
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
  const [ink] = useState(() => new OwnInk())
  const hasInk = useHasInk(ink)
  const [chosen, setTool] = useState<StageTool>('none')
  // Somebody may be made a viewer while they draw.
  const tool = chosen === 'draw' && !mayDraw ? 'none' : chosen
  const [isBlack, setBlack] = useState(false)
  const [hasCaption, setCaption] = useState(false)
  const digits = useDigits()
  const [isJumping, setJumping] = useState(false)
  const [cards, setCards] = useState<readonly CardInFrame[] | null>(null)
  const [isUncovered, setUncovered] = useState(false)
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
  const { head, clips, clip, choose } = useClipsOnStage(desk, { board, scene, cards })
  useSharePresenting({ scene: isOnlyHere ? undefined : scene, step, isBlack, playhead: head })
  const sceneId = scene?.id
  useShareInk(ink, isOnlyHere ? undefined : sceneId)
  useEffect(() => () => ink.wipe(), [ink, sceneId])
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
    else if (tool !== 'none' || hasInk) {
      setTool('none')
      ink.wipe()
    } else end()
  }
  const fullScreen = useFullScreen(escape)
  const toggle = (wanted: StageTool) => setTool(tool === wanted ? 'none' : wanted)
  const run = {
    back: walk.back,
    onward: () => (isBlack ? setBlack(false) : walk.onward()),
    jump: () => setJumping(true),
    laser: () => toggle('laser'),
    ink: () => toggle('ink'),
    clear: () => ink.wipe(),
    draw: () => mayDraw && toggle('draw'),
    black: () => {
      if (!isBlack) desk.pause()
      board.viewing.open(null)
      setBlack(!isBlack)
    },
    caption: () => setCaption(!hasCaption),
    fullScreen: fullScreen.toggle,
    end,
  }
  const isCovered = (id: EvidenceId) => {
    const evidence = board.evidence.get(id)
    if (!evidence || isUncovered) return false
    return hiddenBecause(textOf(evidence, 'sensitivity')) !== undefined
  }
  const playOrPause = (played: ClipOnStage | null) => {
    if (!played || isBlack) return
    if (isCovered(played.id)) setUncovered(true)
    else desk.toggle(played)
  }
  const stepFrame = (by: number) => {
    if (clip && !isBlack) desk.step(clip, by)
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
      clip: () => playOrPause(clip),
      frameBack: () => stepFrame(-1),
      frameOn: () => stepFrame(1),
    },
  })
  const openPresenter = () => {
    fullScreen.expectWindow()
    if (!presenter.open()) notifications.show({ message: words.presenterBlocked })
  }
  useStageKeys(
    {
      onward: run.onward,
      back: run.back,
      first: () => walk.to(0),
      last: () => walk.to(scenes.length - 1),
      escape,
      digit: digits.type,
      undigit: digits.drop,
      enter: () => {
        if (digits.typed === '') return false
        walk.to(Number(digits.typed) - 1)
        return true
      },
      undo: () => tool === 'draw' && drawn.undo(),
      redo: () => tool === 'draw' && drawn.redo(),
      letters: {
        b: run.black,
        '.': run.black,
        g: run.jump,
        '/': run.jump,
        l: run.laser,
        p: run.ink,
        e: run.clear,
        d: run.draw,
        c: run.caption,
        w: openPresenter,
        f: run.fullScreen,
        k: () => playOrPause(clip),
        r: () => clip && desk.nextRate(clip),
        m: () => desk.here.isMuted.set(!desk.here.isMuted.get()),
        v: () => clip && choose(clips[(clips.indexOf(clip) + 1) % clips.length] ?? clip),
      },
      step: stepFrame,
    },
    isJumping ? 'off' : viewing === null ? 'all' : 'leading',
  )
  const closer = (id: EvidenceId) => {
    const kind = board.evidence.get(id)?.kind
    if (kind && viewers[kind]) board.viewing.open(id, momentOf(scene, id))
  }
  /** A clip plays where it is; anything else is looked at closely. */
  const onItem = (id: EvidenceId) => {
    const pressed = clips.find((each) => each.id === id)
    if (!pressed) return closer(id)
    choose(pressed)
    playOrPause(pressed)
  }
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
        <CurtainsOpen value={isUncovered}>
          <StageCanvas
            tool={tool}
            isBlack={isBlack}
            onItem={onItem}
            ink={ink}
            pen={ink}
            isPresenter
            licenseKey={licenseKey}
          >
            <SceneOnStage scene={scene} step={step} onCards={setCards} />
          </StageCanvas>
        </CurtainsOpen>
      </PlayheadContext>
      {hasCaption && !isBlack && (
        <div className={css['caption']}>
          <strong>{sceneTitle}</strong>
          {scene.description !== '' && <p>{scene.description}</p>}
        </div>
      )}
      {tool === 'draw' && <p className={css['drawing']}>{words.drawing}</p>}
      {digits.typed !== '' && (
        <output className={css['digits']}>
          {words.goTo(digits.typed, called?.title || null)} <kbd>{words.enter}</kbd>
        </output>
      )}
      <StageControls
        place={{ number: index + 1, count: scenes.length, step: seen.step, steps: seen.count }}
        notes={[
          isOnlyHere && words.onlyHere,
          isOffline && words.offline,
          version !== null && words.frozen(version),
        ].filter((note) => note !== false)}
        tool={tool}
        mayDraw={mayDraw}
        hasInk={hasInk}
        hasCaption={hasCaption}
        isBlack={isBlack}
        do={{ ...run, presenter: openPresenter }}
      >
        {clip && !isBlack && (
          <ClipBar
            desk={desk}
            clips={clips}
            clip={clip}
            choose={choose}
            closer={() => closer(clip.id)}
            uncover={isCovered(clip.id) ? () => setUncovered(true) : null}
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

function useHasInk({ strokes }: OwnInk): boolean {
  return useSyncExternalStore(strokes.subscribe, () => strokes.get().length > 0)
}

function momentOf(scene: Scene | undefined, id: EvidenceId) {
  const startS = scene?.media[id]
  return startS === undefined ? undefined : { startS, endS: null }
}
