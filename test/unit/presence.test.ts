import { Awareness, encodeAwarenessUpdate } from 'y-protocols/awareness'
import { expect, onTestFinished, test, vi } from 'vitest'
import * as Y from 'yjs'
import { Presence, type PresenceOwner } from '../../server/rooms/presence.ts'

const presenting = {
  briefing: 'briefing:a',
  scene: 'scene:a',
  step: 0,
  moment: null,
  isBlack: false,
  since: 1,
  playhead: null,
}

function connection({ canEdit = true } = {}): PresenceOwner {
  return { person: { id: 'mara', name: 'Mara', colour: '#112233' }, canEdit }
}

function clientOf(presence: Presence<PresenceOwner>) {
  const awareness = new Awareness(new Y.Doc())
  onTestFinished(() => awareness.destroy())
  return (owner: PresenceOwner, state: object) => {
    awareness.setLocalState({ ...state })
    presence.receive(encodeAwarenessUpdate(awareness, [awareness.clientID]), owner)
  }
}

function presenceWithClock() {
  vi.useFakeTimers()
  onTestFinished(() => void vi.useRealTimers())
  const frames: Buffer[] = []
  const presence = new Presence<PresenceOwner>((frame) => frames.push(frame))
  onTestFinished(() => presence.destroy())
  const shown = () => presence.presented().map((each) => each.presenting.scene)
  return { presence, frames, shown }
}

test('[Q12] what was presented holds while a line is broken, and ends once nobody comes back', () => {
  const { presence, frames, shown } = presenceWithClock()
  const say = clientOf(presence)
  const [first, second] = [connection(), connection()]
  say(first, { presenting })
  presence.leave(first, { mayReturn: true })
  expect(shown()).toEqual(['scene:a'])
  vi.advanceTimersByTime(10_000)
  presence.expire()
  expect(shown()).toEqual(['scene:a'])

  // Back, at another scene: once, not twice.
  say(second, { presenting: { ...presenting, scene: 'scene:b' } })
  expect(shown()).toEqual(['scene:b'])
  presence.leave(second, { mayReturn: true })
  vi.advanceTimersByTime(16_000)
  const before = frames.length
  presence.expire()
  vi.advanceTimersByTime(100)
  expect(shown()).toEqual([])
  expect(frames.length).toBeGreaterThan(before)
})

test('[Q12] a page that is loaded again takes over from itself; ending, and being sent away, end at once', () => {
  const { presence, shown } = presenceWithClock()
  const [before, after] = [clientOf(presence), clientOf(presence)]
  const [first, second] = [connection(), connection()]
  before(first, { presenting })
  presence.leave(first, { mayReturn: true })
  after(second, {})
  expect(shown()).toEqual(['scene:a'])
  after(second, { presenting: { ...presenting, step: 1 } })
  expect(shown()).toEqual(['scene:a'])
  after(second, { presenting: null })
  expect(shown()).toEqual([])

  after(second, { presenting })
  presence.leave(second, { mayReturn: false })
  expect(shown()).toEqual([])
  const third = connection()
  after(third, { presenting })
  presence.leave(third, { mayReturn: true })
  presence.forgetAway()
  expect(shown()).toEqual([])
})

test('[Q12] what a viewer presents is told to nobody', () => {
  const { presence } = presenceWithClock()
  clientOf(presence)(connection({ canEdit: false }), { presenting })
  expect(presence.everyone()?.toString()).not.toContain('scene:a')
  const other = presenceWithClock().presence
  clientOf(other)(connection(), { presenting })
  expect(other.everyone()?.toString()).toContain('scene:a')
})
