import * as decoding from 'lib0/decoding'
import * as encoding from 'lib0/encoding'
import { AppError } from '../../shared/app-error.ts'
import { inkValue, type Ink } from '../../shared/briefing/ink.ts'
import { presentingValue, type Presenting } from '../../shared/briefing/presenting.ts'
import { MAX_PRESENCE_BYTES } from '../../shared/protocol/frames.ts'
import { presenceFrame } from './wire.ts'

/** Whom a state is said to be by: the connection it came over, and the person behind that. */
export type PresenceOwner = {
  person: { id: string; name: string; colour: string }
  /** Only then others hear of what is presented over this connection. */
  canEdit: boolean
}

type State<Owner> = {
  owner: Owner
  clock: number
  json: string
  atMs: number
  /** What this client presents. */
  presenting: Presenting | null
  /** What it writes and points at meanwhile. */
  ink: Ink | null
}
type Left = { clock: number; personId: string }

/** Clients renew their state every 15 s; who has not for this long is no longer here. */
const RENEWED_WITHIN_MS = 45_000

/** A broken line or a page that is loaded again ends no presentation before this. */
const BACK_WITHIN_MS = 15_000

/** Clients that left are remembered, so that a late echo of one does not bring it back. */
const REMEMBERED = 500

/** A socket speaks for one client; a few more may be left from a reconnect within the same page. */
const CLIENTS_PER_OWNER = 4

/** Few people: as smooth as a screen. Many: half that, since everyone receives everyone. */
const TICK_MS = { few: 16, many: 33 }
const MANY = 10

/**
 * Who is here and where they point: the newest state of each client (y-protocols' awareness), passed on at most
 * once a tick in one frame for all. A client id belongs to the connection that spoke for it first, and every
 * state carries the person's true name, whatever the client wrote.
 */
export class Presence<Owner extends PresenceOwner> {
  readonly #states = new Map<number, State<Owner>>()
  readonly #changed = new Set<number>()
  /** Clients that have left, oldest first; `#changed` says which of them the next tick has to tell. */
  readonly #left = new Map<number, Left>()
  /** Clients whose lines broke while they presented: what they show holds until they are back, or stay away. */
  readonly #away = new Map<number, State<Owner>>()
  readonly #broadcast: (frame: Buffer) => void
  #timer: NodeJS.Timeout | null = null
  #lastTickMs = 0

  constructor(broadcast: (frame: Buffer) => void) {
    this.#broadcast = broadcast
  }

  /** @throws AppError `frame/malformed`, `frame/too-large` */
  receive(entries: Uint8Array, owner: Owner): void {
    const decoder = decoding.createDecoder(entries)
    try {
      for (let count = decoding.readVarUint(decoder); count > 0; count--)
        this.#receiveOne(decoder, owner)
    } catch (cause) {
      if (cause instanceof AppError) throw cause
      throw new AppError('frame/malformed', 'The presence could not be read.', { cause })
    }
  }

  /** Everyone's newest state; null while nobody has one. */
  everyone(): Buffer | null {
    if (this.#states.size === 0) return null
    return this.#encode([...this.#states.keys()])
  }

  /** What people present just now, and who does; their lines may be broken for a moment. */
  presented(): { presenting: Presenting; ink: Ink | null; owner: Owner }[] {
    return [...this.#states.values(), ...this.#away.values()].flatMap(
      ({ presenting, ink, owner }) => (presenting ? [{ presenting, ink, owner }] : []),
    )
  }

  /** The connection is gone, and with it the clients it spoke for. */
  leave(owner: Owner, { mayReturn }: { mayReturn: boolean }): void {
    for (const [client, state] of this.#states) {
      if (state.owner !== owner) continue
      if (mayReturn && state.presenting) {
        // Nobody holds a laser over a broken line.
        const ink = state.ink && { ...state.ink, laser: null }
        this.#away.set(client, { ...state, ink, atMs: performance.now() })
      }
      this.#remove(client, state)
    }
  }

  /** Whoever is away presents nothing any more. */
  forgetAway(): void {
    this.#away.clear()
  }

  /** Call now and then: lets those go who have not renewed their state. */
  expire(): void {
    const oldest = performance.now() - RENEWED_WITHIN_MS
    for (const [client, state] of this.#states) if (state.atMs < oldest) this.#remove(client, state)
    const longAgo = performance.now() - BACK_WITHIN_MS
    for (const [client, { atMs }] of this.#away) {
      if (atMs > longAgo) continue
      this.#away.delete(client)
      this.#changed.add(client)
      this.#schedule()
    }
  }

  destroy(): void {
    if (this.#timer) clearTimeout(this.#timer)
  }

  #receiveOne(decoder: decoding.Decoder, owner: Owner): void {
    const client = decoding.readVarUint(decoder)
    const clock = decoding.readVarUint(decoder)
    const text = decoding.readVarUint8Array(decoder)
    const known = this.#states.get(client)
    // Stock clients send every state they receive back: most entries end here, unread.
    if (known && !isNews(text, { clock, known: known.clock })) return
    if (known && known.owner !== owner && known.owner.person.id !== owner.person.id) return
    if (isNull(text)) {
      if (known?.owner === owner) this.#remove(client, { owner, clock })
      return
    }
    if (!known && !this.#mayBegin(client, { clock, owner })) return
    const said = checked(text, owner)
    this.#states.set(client, { owner, clock, atMs: performance.now(), ...said })
    this.#left.delete(client)
    this.#comeBack(client, { owner, isPresenting: said.presenting !== null })
    this.#changed.add(client)
    this.#schedule()
  }

  /** A client that left may come back over a new connection; what another one still says of it is an echo. */
  #mayBegin(client: number, { clock, owner }: { clock: number; owner: Owner }): boolean {
    const own = this.#countOf(owner)
    if (own >= CLIENTS_PER_OWNER) return false
    const left = this.#left.get(client)
    if (!left || clock > left.clock) return true
    return own === 0 && clock === left.clock && owner.person.id === left.personId
  }

  #remove(client: number, { owner, clock }: { owner: Owner; clock: number }): void {
    this.#states.delete(client)
    this.#left.delete(client)
    this.#left.set(client, { clock, personId: owner.person.id })
    this.#changed.add(client)
    this.#schedule()
  }

  /** Over a new connection or, after a reload, as another client. */
  #comeBack(
    client: number,
    { owner, isPresenting }: { owner: Owner; isPresenting: boolean },
  ): void {
    this.#away.delete(client)
    if (!isPresenting) return
    for (const [other, { owner: away }] of this.#away)
      if (away.person.id === owner.person.id) this.#away.delete(other)
  }

  #countOf(owner: Owner): number {
    let count = 0
    for (const state of this.#states.values()) if (state.owner === owner) count++
    return count
  }

  #schedule(): void {
    if (this.#timer) return
    const tickMs = this.#states.size > MANY ? TICK_MS.many : TICK_MS.few
    const sinceLast = performance.now() - this.#lastTickMs
    this.#timer = setTimeout(() => this.#tick(), Math.max(0, tickMs - sinceLast))
  }

  #tick(): void {
    this.#timer = null
    this.#lastTickMs = performance.now()
    if (this.#changed.size > 0) this.#broadcast(this.#encode([...this.#changed]))
    this.#changed.clear()
    for (const client of this.#left.keys()) {
      if (this.#left.size <= REMEMBERED) break
      this.#left.delete(client)
    }
  }

  #encode(clients: number[]): Buffer {
    const encoder = encoding.createEncoder()
    encoding.writeVarUint(encoder, clients.length)
    for (const client of clients) {
      const state = this.#states.get(client)
      encoding.writeVarUint(encoder, client)
      encoding.writeVarUint(encoder, state?.clock ?? this.#left.get(client)?.clock ?? 0)
      encoding.writeVarString(encoder, state?.json ?? 'null')
    }
    return presenceFrame(encoding.toUint8Array(encoder))
  }
}

/** As awareness has it: a newer clock counts, and so does leaving at the same clock. */
function isNews(text: Uint8Array, { clock, known }: { clock: number; known: number }): boolean {
  return clock > known || (clock === known && isNull(text))
}

function isNull(text: Uint8Array): boolean {
  return (
    text.byteLength === 4 &&
    text[0] === 0x6e &&
    text[1] === 0x75 &&
    text[2] === 0x6c &&
    text[3] === 0x6c
  )
}

function checked(
  text: Uint8Array,
  { person, canEdit }: PresenceOwner,
): { json: string; presenting: Presenting | null; ink: Ink | null } {
  if (text.byteLength > MAX_PRESENCE_BYTES) {
    throw new AppError('frame/too-large', 'The presence is larger than the server takes.')
  }
  const state: unknown = JSON.parse(
    Buffer.from(text.buffer, text.byteOffset, text.byteLength).toString(),
  )
  if (typeof state !== 'object' || state === null || Array.isArray(state)) {
    throw new AppError('frame/malformed', 'A presence must be an object.')
  }
  const user = { id: person.id, name: person.name, colour: person.colour }
  const presenting = presentingIn(state)
  const ink = inkIn(state)
  // What only viewers present is between them and their screen.
  const told = canEdit ? state : { ...state, presenting: null, ink: null }
  return { json: JSON.stringify({ ...told, user }), presenting, ink }
}

function presentingIn(state: object): Presenting | null {
  if (!('presenting' in state) || state.presenting === null) return null
  const parsed = presentingValue.safeParse(state.presenting)
  if (parsed.success) return parsed.data
  throw new AppError('frame/malformed', 'What is presented could not be read.')
}

function inkIn(state: object): Ink | null {
  if (!('ink' in state) || state.ink === null) return null
  const parsed = inkValue.safeParse(state.ink)
  if (parsed.success) return parsed.data
  throw new AppError('frame/malformed', 'The ink could not be read.')
}
