import {
  InstancePresenceRecordType,
  type TLInstancePresence,
  type TLPageId,
  type TLShapeId,
} from '@tldraw/tlschema'
import { z } from 'zod'

/** What goes into the awareness field `presence`: where somebody looks and points. Who they are is in `user`. */

const MAX_SELECTED = 200
const MAX_SCRIBBLES = 3
const MAX_SCRIBBLE_POINTS = 100

const coordinate = z.number().min(-1e7).max(1e7)
const point = z.object({ x: coordinate, y: coordinate, z: z.number().min(-10).max(10).optional() })
const box = z.object({ x: coordinate, y: coordinate, w: coordinate, h: coordinate })

const presence = z.object({
  camera: z.object({ x: coordinate, y: coordinate, z: z.number().min(0.001).max(1_000) }),
  screenBounds: box,
  currentPageId: z.string().regex(/^page:[\w.:-]{1,200}$/),
  cursor: z.object({
    x: coordinate,
    y: coordinate,
    rotation: z.number().min(-1e4).max(1e4),
    type: z.string().max(40),
  }),
  lastActivityTimestamp: z.number().nullable(),
  followingUserId: z.string().max(200).nullable(),
  selectedShapeIds: z.array(z.string().regex(/^shape:[\w.:-]{1,200}$/)).max(MAX_SELECTED),
  brush: box.nullable(),
  scribbles: z
    .array(
      z.object({
        id: z.string().max(100),
        points: z.array(point).max(MAX_SCRIBBLE_POINTS),
        size: z.number().min(0).max(1_000),
        color: z.string().max(40),
        opacity: z.number().min(0).max(1),
        state: z.string().max(20),
        delay: z.number().min(0).max(60_000),
        shrink: z.number().min(0).max(1),
        taper: z.boolean(),
      }),
    )
    .max(MAX_SCRIBBLES),
  chatMessage: z.string().max(500),
})
export type PresenceState = z.infer<typeof presence>

const user = z.object({
  id: z.string().min(1).max(200),
  name: z.string().max(200),
  colour: z.string().regex(/^#[0-9a-f]{6}$/i),
})
export type PresentPerson = z.infer<typeof user>

/** One awareness state as it came: who it is, if it says so readably. */
export function personOf(state: Record<string, unknown>): PresentPerson | null {
  const parsed = user.safeParse(state['user'])
  return parsed.success ? parsed.data : null
}

/** What to send of one's own presence: no more than others take. */
export function stateOf(record: TLInstancePresence): PresenceState | null {
  const { camera, screenBounds, currentPageId, cursor, brush, chatMessage } = record
  const { lastActivityTimestamp, followingUserId } = record
  if (!camera || !screenBounds || !cursor) return null
  const rounded = {
    ...cursor,
    x: Math.round(cursor.x * 10) / 10,
    y: Math.round(cursor.y * 10) / 10,
  }
  const state = presence.safeParse({
    camera,
    screenBounds,
    currentPageId,
    cursor: rounded,
    brush,
    chatMessage,
    lastActivityTimestamp,
    followingUserId,
    selectedShapeIds: record.selectedShapeIds.slice(0, MAX_SELECTED),
    scribbles: record.scribbles
      .slice(-MAX_SCRIBBLES)
      .map((each) => ({ ...each, points: each.points.slice(-MAX_SCRIBBLE_POINTS) })),
  })
  return state.success ? state.data : null
}

/** Somebody else's presence as tldraw shows it, or null where what came cannot be shown. */
export function recordOf(
  clientId: number,
  state: Record<string, unknown>,
): TLInstancePresence | null {
  const person = personOf(state)
  const parsed = presence.safeParse(state['presence'])
  if (!person || !parsed.success) return null
  const { currentPageId, selectedShapeIds, ...rest } = parsed.data
  try {
    return InstancePresenceRecordType.validate({
      ...InstancePresenceRecordType.create({
        id: InstancePresenceRecordType.createId(String(clientId)),
        userId: person.id,
        userName: person.name,
        currentPageId: currentPageId as TLPageId,
      }),
      ...(rest as Partial<TLInstancePresence>),
      color: person.colour,
      selectedShapeIds: selectedShapeIds as TLShapeId[],
      meta: {},
    })
  } catch {
    return null
  }
}
