import type { StageControlsProps } from './stage-controls.tsx'
import type { useClipsOfScene } from './use-clips-of-scene.ts'
import type { useDigits } from './use-digits.ts'
import type { StageKeys } from './use-stage-keys.ts'
import type { useUndoOfDrawn } from './use-undo-of-drawn.ts'
import type { useWalk } from './use-walk.ts'

type Parts = {
  walk: Pick<ReturnType<typeof useWalk>, 'to'>
  /** Index of the last scene. */
  last: number
  clips: Pick<
    ReturnType<typeof useClipsOfScene>,
    'playOrPause' | 'nextRate' | 'mute' | 'nextClip' | 'step'
  >
  digits: ReturnType<typeof useDigits>
  /** What is drawn can be undone while somebody draws, and at no other time; null then. */
  drawn: ReturnType<typeof useUndoOfDrawn> | null
  escape: () => void
  run: StageControlsProps['do']
}

/** Which key does what on the stage. */
export function keysOfStage({ walk, last, clips, digits, drawn, escape, run }: Parts): StageKeys {
  return {
    onward: run.onward,
    back: run.back,
    first: () => walk.to(0),
    last: () => walk.to(last),
    escape,
    digit: digits.type,
    undigit: digits.drop,
    enter: () => {
      if (digits.typed === '') return false
      walk.to(Number(digits.typed) - 1)
      return true
    },
    undo: () => drawn?.undo(),
    redo: () => drawn?.redo(),
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
      w: run.presenter,
      f: run.fullScreen,
      k: clips.playOrPause,
      r: clips.nextRate,
      m: clips.mute,
      v: clips.nextClip,
    },
    step: clips.step,
  }
}
