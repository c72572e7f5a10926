import { z } from 'zod'
import { sceneValue } from '../../../shared/briefing/scene.ts'

/** What the presenting window and the presenter's own window, both of one browser, tell each other. */

const outline = z.object({
  frame: z.object({ x: z.number(), y: z.number(), w: z.number(), h: z.number() }),
  shapes: z.array(
    z.object({
      id: z.string(),
      x: z.number(),
      y: z.number(),
      w: z.number(),
      h: z.number(),
      kind: z.string(),
      isDimmed: z.boolean(),
    }),
  ),
})

/** A scene as it stands when so many of its steps are taken. */
const sceneAtStep = z.object({ scene: sceneValue, step: z.number().int().min(0) })
export type SceneAtStep = z.infer<typeof sceneAtStep>

const shownScene = z.object({
  title: z.string(),
  /** Steps that are taken and that there are, less those that show nothing. */
  step: z.number(),
  stepCount: z.number(),
  at: sceneAtStep,
  outline: outline.nullable(),
})
export type SceneOfPresenter = z.infer<typeof shownScene>

export const presenterState = z.object({
  type: z.literal('state'),
  /** Of the page that tells: another one after it was loaded again. */
  page: z.string(),
  briefing: z.string(),
  /** What is presented: a version, or null for the board as it is. */
  version: z.string().nullable(),
  titles: z.array(z.string()),
  index: z.number(),
  now: shownScene.nullable(),
  notes: z.string(),
  /** What the next press shows: a step of the same scene, or another scene; null at the end. */
  next: shownScene.nullable(),
  /** What the press after that shows, to be drawn before it is wanted. */
  ahead: sceneAtStep.nullable(),
  isBlack: z.boolean(),
  /** What is shown reaches nobody else for now. */
  isOffline: z.boolean(),
  isFullScreenLost: z.boolean(),
  /** Milliseconds since 1970. */
  startedAt: z.number(),
})
export type PresenterState = z.infer<typeof presenterState>

/** An update of Yjs. */
const update = z.custom<Uint8Array>((value) => value instanceof Uint8Array)

const fromStage = z.discriminatedUnion('type', [
  presenterState,
  /** All of the board that is presented, for whoever asked for it, and then what changes on it. */
  z.object({ type: z.literal('board'), update }),
  z.object({ type: z.literal('edit'), update }),
  z.object({ type: z.literal('ended') }),
])
const fromPresenter = z.discriminatedUnion('type', [
  z.object({ type: z.literal('hello') }),
  /** The window goes. */
  z.object({ type: z.literal('bye') }),
  /** Asks for the board, to draw pictures of it. */
  z.object({ type: z.literal('board') }),
  z.object({
    type: z.enum([
      'onward',
      'back',
      'first',
      'last',
      'black',
      'end',
      'clip',
      'frameBack',
      'frameOn',
      'restartClock',
    ]),
  }),
  z.object({ type: z.literal('go'), index: z.number() }),
])
export type FromStage = z.infer<typeof fromStage>
export type FromPresenter = z.infer<typeof fromPresenter>

export type Channel<Out> = { send: (message: Out) => void; close: () => void }

/** The presenting window's end. `key` tells presentations of one browser apart. */
export function openStageChannel(
  key: string,
  onMessage: (message: FromPresenter) => void,
): Channel<FromStage> {
  return open(key, fromPresenter, onMessage)
}

/** The end of the presenter's window. */
export function openPresenterChannel(
  key: string,
  onMessage: (message: FromStage) => void,
): Channel<FromPresenter> {
  return open(key, fromStage, onMessage)
}

function open<In, Out>(
  key: string,
  validator: z.ZodType<In>,
  onMessage: (message: In) => void,
): Channel<Out> {
  const channel = new BroadcastChannel(`redstring:present:${key}`)
  channel.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
    const parsed = validator.safeParse(data)
    if (parsed.success) onMessage(parsed.data)
  })
  return { send: (message) => channel.postMessage(message), close: () => channel.close() }
}
