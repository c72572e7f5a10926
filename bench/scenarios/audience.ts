import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join as joinPath } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import * as encoding from 'lib0/encoding'
import sharp from 'sharp'
import { z } from 'zod'
import { audienceMessage } from '../../shared/audience/audience-messages.ts'
import { storedFile, workingCopy, type StoredFile } from '../../shared/protocol/http.ts'
import { MOST_LASER_POINTS } from '../../shared/briefing/ink.ts'
import type { Presenting } from '../../shared/briefing/presenting.ts'
import { BoardApi } from '../board/board-api.ts'
import { briefedBoard, type Briefed } from '../board/briefed-board.ts'
import { seededRandom } from '../board/random.ts'
import { Crowd } from '../crowd/crowd.ts'
import { HealthProbe } from '../crowd/health-probe.ts'
import { now, Viewer, type Door } from '../crowd/viewer.ts'
import type { RoomAddress } from '../servers/servers.ts'
import type { Connection } from '../wire/connection.ts'
import { join, seed } from '../wire/join.ts'
import { Sightings } from '../wire/sightings.ts'
import { Writer } from '../wire/writer.ts'
import { Confirmed } from './confirmation.ts'
import { pace } from './pace.ts'
import type { Context, Scenario } from './scenario.ts'
import { atMost } from './targets.ts'
import { closeAll } from './traffic.ts'
import { percentile, Window } from './window.ts'

const VIEWERS = 500
const STALLED = 5
const EDITORS = 5
const EDITS_PER_S = 10
const SCENES = 3
const PICTURES = 6
const RECORDS = 500
const RANGE = 'bytes=0-262143'
const PASSWORD = 'watch with us'
/** In which the crowd comes through the door. */
const WITHIN_MS = 3000
const STEP_MS = 700
const LASER_PER_S = 20
const LASER_MS = 10_000
/** As a mouse gives them within one telling. */
const LASER_POINTS = 3

export const audience: Scenario = {
  name: 'audience',
  title: 'A briefing with 500 viewers',
  meaning: `A board of ${RECORDS} records on which ${EDITORS} people drag ${EDITS_PER_S} times a second each, and a briefing on it of ${SCENES} scenes with ${PICTURES} photos, their claims and a clip, presented live. ${VIEWERS} viewers come by one link with a password, from one address, within ${WITHIN_MS / 1000} s; ${STALLED} of them stop reading. "Joined": from the door to the first message. "Step": from the presenter's sending of a step until viewers have what comes with it; "the last" is over all steps the slowest viewer. "Pictures": all viewers ask for the ${PICTURES} photos of a scene at once (a browser's six at a time), "clip" for 256 kB of the clip. "Laser": whoever presents draws with it for ${LASER_MS / 1000} s, ${LASER_PER_S} times a second ${LASER_POINTS} points, while nobody edits. "Healthz": the slowest of short questions asked every 50 ms meanwhile. Editors' confirmations as in "confirmation", without viewers, while the briefing is walked through, and while pictures are asked for. CPU is the server's, all threads.`,
  servers: ['redstring'],
  repetitions: { full: 1, quick: 1 },
  figures: [
    { key: 'joined p50', label: 'joined: p50', unit: 'ms' },
    { key: 'joined', label: 'joined: the last', unit: 'ms' },
    { key: 'join cpu', label: 'CPU to join', unit: 'ms a viewer' },
    { key: 'join health', label: '… healthz meanwhile, slowest', unit: 'ms' },
    { key: 'memory', label: 'memory', unit: 'kB a viewer' },
    { key: 'idle cpu', label: 'CPU while nothing happens', unit: '% of a core' },
    { key: 'step p50', label: 'step: p50', unit: 'ms' },
    { key: 'step p95', label: 'step: p95', unit: 'ms', target: atMost(500, 'ms') },
    { key: 'step', label: 'step: the last', unit: 'ms', target: atMost(1000, 'ms') },
    { key: 'walk cpu', label: 'CPU while walking', unit: '% of a core' },
    { key: 'alone cpu', label: '… of it without viewers', unit: '% of a core' },
    { key: 'told', label: 'told', unit: 'kB a viewer' },
    { key: 'walk health', label: 'healthz while walking, slowest', unit: 'ms' },
    { key: 'grown', label: 'memory grown while walking', unit: 'MB' },
    { key: 'laser cpu', label: 'CPU while the laser moves', unit: '% of a core' },
    { key: 'laser told', label: '… told', unit: 'kB/s a viewer' },
    { key: 'laser health', label: '… healthz meanwhile, slowest', unit: 'ms' },
    { key: 'pictures', label: 'pictures: all have them', unit: 'ms' },
    { key: 'picture cpu', label: 'CPU a picture', unit: 'ms' },
    { key: 'picture health', label: '… healthz meanwhile, slowest', unit: 'ms' },
    { key: 'clip', label: 'clip: all have their part', unit: 'ms' },
    { key: 'clip health', label: '… healthz meanwhile, slowest', unit: 'ms' },
    { key: 'alone confirmed', label: 'confirmed without viewers: p50', unit: 'ms' },
    { key: 'alone confirmed p95', label: 'confirmed without viewers: p95', unit: 'ms' },
    { key: 'walk confirmed', label: 'confirmed while walking: p50', unit: 'ms' },
    { key: 'walk confirmed p95', label: 'confirmed while walking: p95', unit: 'ms' },
    { key: 'picture confirmed p95', label: 'confirmed during pictures: p95', unit: 'ms' },
    { key: 'lost', label: 'viewers lost', unit: '', target: atMost(0, '') },
  ],
  async run(context) {
    const { server, board } = context
    await server.start()
    const room = await server.room('audience')
    const api = new BoardApi(server.process.port, room)
    const groups = await uploadPhotos(api)
    const clip = await uploadClip(api, context.dir)
    const briefed = briefedBoard(board(RECORDS), { groups, clip })
    await seed(room, [...board(RECORDS), briefed.update])
    const door: Door = {
      ...(await api.linkTo(briefed, { password: PASSWORD })),
      password: PASSWORD,
    }
    const presenter = new Presenter((await join(room)).connection, briefed)
    const editors = await editorsIn(context, room)
    const probe = new HealthProbe(server.process.port)
    const crowd = new Crowd()
    const slowest = () => Math.max(...probe.take())
    presenter.show(0, 0)

    await dragging(editors, 4000)
    const aloneWindow = new Window(server.process)
    const aloneConfirmed = await dragging(editors, 4000)
    const alone = aloneWindow.end()

    probe.take()
    const joinWindow = new Window(server.process)
    const { took } = await crowd.ask('join', { door, count: VIEWERS, withinMs: WITHIN_MS })
    const joining = joinWindow.end()
    const joinHealth = slowest()

    const idleWindow = new Window(server.process)
    await sleep(5000)
    const idle = idleWindow.end()
    await crowd.ask('stall', { count: STALLED })

    const before = await crowd.ask('told', null)
    const walkWindow = new Window(server.process)
    probe.take()
    const walked = await draggingMeanwhile(editors, () => walk(presenter, crowd))
    const latencies = walked.result
    const walking = walkWindow.end()
    const walkHealth = slowest()
    const after = await crowd.ask('told', null)

    const beforeLaser = after.bytes
    const laserWindow = new Window(server.process)
    probe.take()
    await pace({ perSecond: LASER_PER_S, ms: LASER_MS, phase: 0 }, () => presenter.point())
    const lasering = laserWindow.end()
    const laserHealth = slowest()
    const laserBytes = (await crowd.ask('told', null)).bytes - beforeLaser

    // Drawn once for all: the first of them asks for it.
    const shown = await shownTo(door)
    const files = shown.pictures.map((name) => ({ name }))
    probe.take()
    const pictureWindow = new Window(server.process)
    const asked = await draggingMeanwhile(editors, () => crowd.ask('fetch', { files }))
    const drawing = pictureWindow.end()
    const pictureHealth = slowest()
    const clipTook = shown.clip
      ? await crowd.ask('fetch', { files: [{ name: shown.clip, range: RANGE }] })
      : null
    const clipHealth = slowest()
    const { closed } = await crowd.ask('told', null)
    probe.end()
    await crowd.end()
    await closeAll([presenter.connection, ...editors.map(({ writer }) => writer.connection)])
    const readers = VIEWERS - STALLED
    return {
      'joined p50': percentile(took, 0.5),
      joined: Math.max(...took),
      'join cpu': joining.cpuNs / 1e6 / VIEWERS,
      'join health': joinHealth,
      memory: (joining.grownMb * 1024) / VIEWERS,
      'idle cpu': percentOf(idle),
      'step p50': percentile(latencies, 0.5),
      'step p95': percentile(latencies, 0.95),
      step: Math.max(...latencies),
      'walk cpu': percentOf(walking),
      'alone cpu': percentOf(alone),
      told: (after.bytes - before.bytes) / 1000 / readers,
      'walk health': walkHealth,
      grown: walking.grownMb,
      'laser cpu': percentOf(lasering),
      'laser told': laserBytes / lasering.seconds / 1000 / readers,
      'laser health': laserHealth,
      pictures: asked.result.ms,
      'picture cpu': drawing.cpuNs / 1e6 / (readers * files.length),
      'picture health': pictureHealth,
      clip: clipTook?.ms ?? null,
      'clip health': clipTook ? clipHealth : null,
      'alone confirmed': percentile(aloneConfirmed, 0.5),
      'alone confirmed p95': percentile(aloneConfirmed, 0.95),
      'walk confirmed': percentile(walked.confirmed, 0.5),
      'walk confirmed p95': percentile(walked.confirmed, 0.95),
      'picture confirmed p95': percentile(asked.confirmed, 0.95),
      lost: closed,
    }
  },
}

/** Every step of every scene in order: how long until each viewer had it, ms. */
async function walk(presenter: Presenter, crowd: Crowd): Promise<number[]> {
  const latencies: number[] = []
  for (const { scene, step, shows } of presenter.stops.slice(1)) {
    await crowd.ask('expect', { marker: shows })
    const from = now()
    presenter.show(scene, step)
    const { at } = await crowd.ask('heard', null)
    latencies.push(...at.map((each) => each - from))
    await sleep(Math.max(0, STEP_MS - (now() - from)))
  }
  return latencies
}

/** Everybody drags for so long; gives how long confirmations took, ms. */
async function dragging(editors: readonly Confirmed[], ms: number): Promise<number[]> {
  for (const one of editors) one.latencies = []
  await Promise.all(
    editors.map((one, n) =>
      pace({ perSecond: EDITS_PER_S, ms, phase: n / editors.length }, () =>
        one.edit(() => one.writer.drag(n)),
      ),
    ),
  )
  return editors.flatMap(({ latencies }) => latencies)
}

/** The same until a work is done. */
async function draggingMeanwhile<T>(
  editors: readonly Confirmed[],
  work: () => Promise<T>,
): Promise<{ result: T; confirmed: number[] }> {
  const confirmed: number[] = []
  const over = new AbortController()
  const working = work().finally(() => over.abort())
  while (!over.signal.aborted) confirmed.push(...(await dragging(editors, 500)))
  return { result: await working, confirmed }
}

async function editorsIn({ board }: Context, room: RoomAddress): Promise<Confirmed[]> {
  const editors: Confirmed[] = []
  for (let n = 0; n < EDITORS; n++) {
    const { connection } = await join(room)
    editors.push(
      new Confirmed(new Writer(connection, board(RECORDS), new Sightings()), 'redstring'),
    )
  }
  return editors
}

function percentOf({ cpuNs, seconds }: { cpuNs: number; seconds: number }): number {
  return (cpuNs / 1e9 / seconds) * 100
}

/** Somebody who presents: nothing but a presence that says so, and what they point at. */
class Presenter {
  readonly connection: Connection
  readonly #briefed: Briefed
  #clock = 0
  #presenting: Presenting | null = null
  #points = 0

  constructor(connection: Connection, briefed: Briefed) {
    this.connection = connection
    this.#briefed = briefed
  }

  /** The way through the briefing, each stop with what it is known by. */
  get stops(): { scene: number; step: number; shows: string }[] {
    return this.#briefed.scenes.flatMap(({ id, steps }, scene) => [
      { scene, step: 0, shows: `"${id}"` },
      ...steps.map((shape, n) => ({ scene, step: n + 1, shows: `"${shape}"` })),
    ])
  }

  show(scene: number, step: number): void {
    this.#presenting = {
      briefing: this.#briefed.briefing,
      scene: this.#briefed.scenes[scene]?.id ?? 'scene:none',
      step,
      moment: null,
      isBlack: false,
      since: 1,
      playhead: null,
    }
    this.#say({ presenting: this.#presenting })
  }

  /** Draws on with the laser. */
  point(): void {
    this.#points += LASER_POINTS
    const from = Math.max(0, this.#points - MOST_LASER_POINTS)
    const points = Array.from({ length: this.#points - from }, (_, n) => [from + n, n]).flat()
    const laser = { id: 1, from, points }
    const scene = this.#presenting?.scene
    this.#say({ presenting: this.#presenting, ink: { scene, strokes: [], laser } })
  }

  #say(state: object): void {
    const body = encoding.encode((encoder) => {
      encoding.writeVarUint(encoder, 1)
      encoding.writeVarUint(encoder, 4242)
      encoding.writeVarUint(encoder, ++this.#clock)
      encoding.writeVarString(encoder, JSON.stringify(state))
    })
    this.connection.send(this.connection.wire.awareness(body))
  }
}

const shownRecord = z.object({
  kind: z.string().optional(),
  facts: z
    .object({ previewSha256: z.string().optional(), workingCopySha256: z.string().optional() })
    .optional(),
})

/** The names of the files of the present scene, as one who comes late is told them: an audience has names of its own. */
async function shownTo(door: Door): Promise<{ pictures: string[]; clip: string | undefined }> {
  const late = new Viewer(door)
  const message = audienceMessage.parse(JSON.parse((await late.enter()).toString()))
  late.leave()
  const records = message.type === 'shown' ? message.put.map((each) => shownRecord.parse(each)) : []
  const facts = (kind: string) =>
    records.filter((each) => each.kind === kind).flatMap((each) => (each.facts ? [each.facts] : []))
  return {
    pictures: facts('photo').flatMap(({ previewSha256 }) => previewSha256 ?? []),
    clip: facts('video')[0]?.workingCopySha256,
  }
}

async function uploadPhotos(api: BoardApi): Promise<StoredFile[][]> {
  const random = seededRandom(7)
  const group = (scene: number) =>
    Promise.all(
      Array.from({ length: PICTURES }, async (_, n) =>
        api.upload(await photo(random), `photo-${scene}-${n}.jpg`),
      ),
    )
  return Promise.all(Array.from({ length: SCENES }, (_, scene) => group(scene)))
}

/** One that browsers need a copy of; null where this machine has nothing to make it with. */
async function uploadClip(api: BoardApi, dir: string): Promise<StoredFile | null> {
  const source = joinPath(import.meta.dirname, '../../server/sample/media/clip-1-walk.mp4')
  const target = joinPath(dir, 'clip.mkv')
  const made = spawnSync('ffmpeg', ['-v', 'error', '-y', '-i', source, '-c', 'copy', target])
  if (made.status !== 0) return null
  const { sha256 } = await api.upload(readFileSync(target), 'clip.mkv')
  const copy = workingCopy.parse(await api.ask(`/files/${sha256}/working-copy?wait=true`))
  if (copy.state !== 'ready') return null
  const facts = Object(await api.ask(`/files/${sha256}/facts?wait=true`)).facts
  return storedFile.parse({ sha256, size: 1, type: 'video/x-matroska', name: 'clip.mkv', facts })
}

/** As a telephone takes them: 1600 pixels wide, some hundred kilobytes. */
async function photo(random: () => number): Promise<Buffer> {
  const grain = Buffer.from(Array.from({ length: 200 * 150 * 3 }, () => Math.floor(random() * 256)))
  return sharp(grain, { raw: { width: 200, height: 150, channels: 3 } })
    .resize(1600, 1200)
    .jpeg({ quality: 85 })
    .toBuffer()
}
