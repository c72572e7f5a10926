import { z } from 'zod'

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

const shownScene = z.object({
  title: z.string(),
  notes: z.string(),
  outline: outline.nullable(),
})
export type SceneOfPresenter = z.infer<typeof shownScene>

export const presenterState = z.object({
  type: z.literal('state'),
  briefing: z.string(),
  /** What is presented: a version, or null for the board as it is. */
  version: z.string().nullable(),
  titles: z.array(z.string()),
  index: z.number(),
  /** Steps that were taken and that there are. */
  step: z.number(),
  stepCount: z.number(),
  now: shownScene,
  next: shownScene.nullable(),
  isBlack: z.boolean(),
  /** What is shown reaches nobody else for now. */
  isOffline: z.boolean(),
  isFullScreenLost: z.boolean(),
  /** Milliseconds since 1970. */
  startedAt: z.number(),
})
export type PresenterState = z.infer<typeof presenterState>

const fromStage = z.discriminatedUnion('type', [
  presenterState,
  z.object({ type: z.literal('ended') }),
])
const fromPresenter = z.discriminatedUnion('type', [
  z.object({ type: z.literal('hello') }),
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
