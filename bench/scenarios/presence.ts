import * as decoding from 'lib0/decoding'
import * as encoding from 'lib0/encoding'
import { Connection } from '../wire/connection.ts'
import { join, seed } from '../wire/join.ts'
import { pace, WARM_UP_MS } from './pace.ts'
import { everyServer, type Scenario } from './scenario.ts'
import { atMost } from './targets.ts'
import { closeAll } from './traffic.ts'
import { percentile, Window } from './window.ts'

const PEOPLE = 50
const PER_S = 20

export const presence: Scenario = {
  name: 'presence',
  title: '50 cursors at 20 a second',
  meaning: `${PEOPLE} people on one board move their cursors ${PER_S} times a second; a message is the canvas's own presence record, about 500 bytes. A delivery is one new state of one person reaching one other. Frames a second are what all receive together.`,
  servers: everyServer,
  repetitions: { full: 3, quick: 1 },
  figures: [
    { key: 'p50', label: 'p50', unit: 'ms' },
    { key: 'p95', label: 'p95', unit: 'ms' },
    { key: 'us', label: 'CPU a delivered cursor', unit: 'µs', target: atMost(2, 'µs') },
    { key: 'cpu', label: 'CPU', unit: '% of a core' },
    { key: 'frames', label: 'frames a second', unit: '' },
    { key: 'arrived', label: 'states that arrived', unit: '%' },
  ],
  async run({ server, quick, board }) {
    await server.start()
    const room = await server.room('presence')
    await seed(room, board(50))
    const people: Cursor[] = []
    const crowd: Crowd = { sentAt: new Map(), latencies: [], recording: false }
    for (let n = 0; n < PEOPLE; n++) {
      const { connection } = await join(room)
      people.push(new Cursor(connection, n + 1, crowd))
    }
    const work = (ms: number) =>
      Promise.all(
        people.map((person, n) =>
          pace({ perSecond: PER_S, ms, phase: n / PEOPLE }, () => person.move()),
        ),
      )
    await work(WARM_UP_MS)

    crowd.recording = true
    const framesBefore = framesOf(people)
    const window = new Window(server.process)
    const ms = quick ? 2500 : 5000
    await work(ms)
    const cost = window.end()
    const frames = framesOf(people) - framesBefore
    crowd.recording = false
    await closeAll(people.map((person) => person.connection))
    const possible = (ms / 1000) * PER_S * PEOPLE * (PEOPLE - 1)
    return {
      p50: percentile(crowd.latencies, 0.5),
      p95: percentile(crowd.latencies, 0.95),
      us: cost.cpuNs / 1000 / crowd.latencies.length,
      cpu: (cost.cpuNs / 1e6 / ms) * 100,
      frames: frames / (ms / 1000),
      arrived: (crowd.latencies.length / possible) * 100,
    }
  },
}

type Crowd = { sentAt: Map<number, number[]>; latencies: number[]; recording: boolean }

class Cursor {
  readonly connection: Connection
  readonly #id: number
  readonly #crowd: Crowd
  #clock = 0

  constructor(connection: Connection, id: number, crowd: Crowd) {
    this.connection = connection
    this.#id = id
    this.#crowd = crowd
    crowd.sentAt.set(id, [])
    connection.onFrame = (frame, at) => {
      if (frame.kind === 'awareness') this.#see(frame.body, at)
    }
  }

  move(): void {
    const clock = ++this.#clock
    const body = encoding.encode((encoder) => {
      encoding.writeVarUint(encoder, 1)
      encoding.writeVarUint(encoder, this.#id)
      encoding.writeVarUint(encoder, clock)
      encoding.writeVarString(encoder, stateOf(this.#id, clock))
    })
    const frame = this.connection.wire.awareness(body)
    const sent = this.#crowd.sentAt.get(this.#id)
    if (sent) sent[clock] = performance.now()
    this.connection.send(frame)
  }

  #see(body: Uint8Array, at: number): void {
    const decoder = decoding.createDecoder(body)
    const count = decoding.readVarUint(decoder)
    for (let n = 0; n < count; n++) {
      const id = decoding.readVarUint(decoder)
      const clock = decoding.readVarUint(decoder)
      // Read first: the length's own bytes move the position too.
      const stateBytes = decoding.readVarUint(decoder)
      decoder.pos += stateBytes
      if (!this.#crowd.recording || id === this.#id) continue
      const sentAt = this.#crowd.sentAt.get(id)?.[clock]
      if (sentAt !== undefined) this.#crowd.latencies.push(at - sentAt)
    }
  }
}

/** What the canvas says of one person, as tldraw's presence record has it. */
function stateOf(id: number, clock: number): string {
  return JSON.stringify({
    person: { id: `person-${id}`, name: `Researcher ${id}`, colour: '#1971c2' },
    presence: {
      id: `instance_presence:${id}`,
      typeName: 'instance_presence',
      userId: `person-${id}`,
      userName: `Researcher ${id}`,
      color: '#1971c2',
      currentPageId: 'page:page',
      cursor: { x: clock * 1.25, y: clock * 0.75, type: 'default', rotation: 0 },
      camera: { x: -120.5, y: -80.25, z: 0.75 },
      screenBounds: { x: 0, y: 0, w: 1440, h: 900 },
      selectedShapeIds: ['shape:6Zb1cKq9vX2hT0aL'],
      brush: null,
      scribbles: [],
      followingUserId: null,
      lastActivityTimestamp: 1730000000000 + clock,
      chatMessage: '',
      meta: {},
    },
  })
}

function framesOf(people: readonly Cursor[]): number {
  return people.reduce((sum, person) => sum + person.connection.framesIn, 0)
}
