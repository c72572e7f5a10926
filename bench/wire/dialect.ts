import * as decoding from 'lib0/decoding'
import * as encoding from 'lib0/encoding'

/**
 * How a server is spoken to: y-websocket's frames; the same with our marks; the same after a document's name
 * (Hocuspocus); or nothing but passing on (relay).
 */
export type Dialect = 'relay' | 'y-websocket' | 'redstring' | 'hocuspocus'

/** One frame as it came, body not yet decoded. */
export type Frame =
  | { kind: 'step1'; stateVector: Uint8Array }
  | { kind: 'step2' | 'update'; update: Uint8Array }
  | { kind: 'awareness'; body: Uint8Array }
  /** Ours: everything up to this mark is durable. Hocuspocus (`count` null): one update was taken in. */
  | { kind: 'saved'; mark: number | null }
  | { kind: 'other'; type: number }

const SYNC = 0
const AWARENESS = 1
const SYNC_REPLY = 4
const SYNC_STATUS = 8
const MARK = 100

export class Wire {
  readonly #dialect: Dialect
  readonly #prefix: Uint8Array

  constructor(dialect: Dialect, documentName: string) {
    this.#dialect = dialect
    this.#prefix =
      dialect === 'hocuspocus'
        ? encoding.encode((encoder) => encoding.writeVarString(encoder, documentName))
        : new Uint8Array()
  }

  /** Frames with this many bytes in front of the type. */
  get prefixBytes(): number {
    return this.#prefix.length
  }

  step1(stateVector: Uint8Array): Uint8Array {
    return this.#frame(SYNC, (encoder) => {
      encoding.writeVarUint(encoder, 0)
      encoding.writeVarUint8Array(encoder, stateVector)
    })
  }

  step2(update: Uint8Array): Uint8Array {
    return this.#frame(SYNC, (encoder) => {
      encoding.writeVarUint(encoder, 1)
      encoding.writeVarUint8Array(encoder, update)
    })
  }

  update(update: Uint8Array): Uint8Array {
    return this.#frame(SYNC, (encoder) => {
      encoding.writeVarUint(encoder, 2)
      encoding.writeVarUint8Array(encoder, update)
    })
  }

  awareness(body: Uint8Array): Uint8Array {
    return this.#frame(AWARENESS, (encoder) => encoding.writeVarUint8Array(encoder, body))
  }

  mark(n: number): Uint8Array {
    return this.#frame(MARK, (encoder) => encoding.writeVarUint(encoder, n))
  }

  /** What Hocuspocus wants first; null elsewhere. */
  greeting(): Uint8Array | null {
    if (this.#dialect !== 'hocuspocus') return null
    return this.#frame(2, (encoder) => {
      encoding.writeVarUint(encoder, 0)
      encoding.writeVarString(encoder, 'bench')
      encoding.writeVarString(encoder, '4.7.0')
    })
  }

  read(data: Uint8Array): Frame {
    const decoder = decoding.createDecoder(data)
    decoder.pos = this.#prefix.length
    const type = decoding.readVarUint(decoder)
    if (type === SYNC || (type === SYNC_REPLY && this.#dialect === 'hocuspocus')) {
      const step = decoding.readVarUint(decoder)
      const body = decoding.readVarUint8Array(decoder)
      if (step === 0) return { kind: 'step1', stateVector: body }
      return { kind: step === 1 ? 'step2' : 'update', update: body }
    }
    if (type === AWARENESS) return { kind: 'awareness', body: decoding.readVarUint8Array(decoder) }
    if (type === MARK && this.#dialect === 'redstring') {
      return { kind: 'saved', mark: decoding.readVarUint(decoder) }
    }
    if (type === SYNC_STATUS && this.#dialect === 'hocuspocus') return { kind: 'saved', mark: null }
    return { kind: 'other', type }
  }

  #frame(type: number, write: (encoder: encoding.Encoder) => void): Uint8Array {
    return encoding.encode((encoder) => {
      encoding.writeUint8Array(encoder, this.#prefix)
      encoding.writeVarUint(encoder, type)
      write(encoder)
    })
  }
}
