import type * as Y from 'yjs'
import { AppError } from '../../shared/app-error.ts'
import type { Ink } from '../../shared/briefing/ink.ts'
import type { Presenting } from '../../shared/briefing/presenting.ts'
import type { Notice } from '../../shared/protocol/frames.ts'
import type { Person, Role } from '../../shared/protocol/http.ts'
import type { Log } from '../history/log.ts'
import type { Checkpoint, StoredBoard } from '../store/log-store.ts'
import { BoardDocument } from './board-document.ts'
import { Confirmations } from './confirmations.ts'
import type { Connection } from './connection.ts'
import { FanOut } from './fan-out.ts'
import type { Limits } from './limits.ts'
import { Peer } from './peer.ts'
import { Presence } from './presence.ts'
import { type Incoming, readFrame, step1Frame, stillHereFrame, updateFrame } from './wire.ts'

const STILL_HERE = { frame: stillHereFrame(), afterMs: 12_000 }

/** What somebody presents, and what they write and point at on it. */
export type Presented = { presenting: Presenting; ink: Ink | null }

/** One open board: its document, the people in it, and which of their edits are on disk. */
export class Room {
  readonly boardId: string
  readonly #document: BoardDocument
  readonly #log: Log
  readonly #limits: Limits
  readonly #peers = new Set<Peer>()
  readonly #fanOut = new FanOut(this.#peers)
  readonly #presence = new Presence<Peer>((frame) => this.#showPresence(frame))
  /** Peers whose confirmations wait for the disk. */
  readonly #waiting = new Set<Peer>()
  /** The same for edits of the server's own. */
  readonly #ownConfirmations = new Confirmations()
  /** Peers whose sockets are not read until the log has caught up. */
  readonly #paused = new Set<Peer>()
  /** Called after every edit and every change of presence. */
  readonly #watchers = new Set<() => void>()
  #durableSeq: number

  constructor(
    boardId: string,
    { stored, log, limits }: { stored: StoredBoard; log: Log; limits: Limits },
  ) {
    this.boardId = boardId
    this.#document = new BoardDocument(stored)
    this.#log = log
    this.#limits = limits
    this.#durableSeq = stored.seq
  }

  get peers(): ReadonlySet<Peer> {
    return this.#peers
  }

  /** Position of the last edit in the document; it may not be on disk yet. */
  get seq(): number {
    return this.#document.seq
  }

  get isDurable(): boolean {
    return this.#durableSeq === this.#document.seq
  }

  /** All updates since the checkpoint that the room was opened from. */
  get taken(): { count: number; bytes: number } {
    return this.#document.taken
  }

  /** The document, to be read and not kept: it may be replaced by the next edit. */
  get doc(): Y.Doc {
    return this.#document.doc
  }

  /** What people present who may edit the board, the latest first. */
  presented(): Presented[] {
    return this.#presence
      .presented()
      .filter(({ owner }) => owner.canEdit)
      .map(({ presenting, ink }) => ({ presenting, ink }))
      .toSorted((a, b) => b.presenting.since - a.presenting.since)
  }

  /** Calls back after every edit and every change of presence, until it is stopped: it must be quick. */
  watch(onChange: () => void): () => void {
    this.#watchers.add(onChange)
    return () => this.#watchers.delete(onChange)
  }

  join(connection: Connection, { person, role }: { person: Person; role: Role }): Peer {
    const catchUp = {
      position: () => this.#document.stateVector,
      framesSince: (position: Uint8Array) => {
        const everyone = this.#presence.everyone()
        return [this.#document.updateSince(position), ...(everyone ? [everyone] : [])]
      },
      done: (caughtUp: Peer) => this.#settle(caughtUp),
    }
    const peer = new Peer(connection, { person, role, catchUp, limits: this.#limits })
    this.#peers.add(peer)
    if (peer.canEdit) peer.send([step1Frame(this.#document.stateVector)])
    const everyone = this.#presence.everyone()
    if (everyone) peer.deliver(everyone)
    return peer
  }

  leave(peer: Peer): void {
    this.#peers.delete(peer)
    this.#waiting.delete(peer)
    this.#paused.delete(peer)
    this.#presence.leave(peer, { mayReturn: !peer.connection.isSentAway })
  }

  /**
   * Takes one frame of a peer, which must lie in a buffer of its own.
   *
   * @throws AppError `frame/malformed`, `frame/too-large`, `frame/too-many`, `board/too-large`
   */
  receive(peer: Peer, bytes: Uint8Array): void {
    const frame = readFrame(bytes)
    this.#checkSize(frame, bytes.byteLength)
    switch (frame.kind) {
      case 'sync-step-1':
        return this.#takeQuestion(peer, frame.stateVector)
      case 'sync-step-2':
        return this.#takeCatchUp(peer, frame.update)
      case 'update':
        return this.#takeEdit(peer, frame.update)
      case 'presence':
        return this.#presence.receive(frame.entries, peer)
      case 'query-presence': {
        const everyone = this.#presence.everyone()
        if (everyone) peer.deliver(everyone)
        return
      }
      case 'mark':
        return this.#takeMark(peer, frame.count)
    }
  }

  /**
   * Changes the document from the server's own side, as `actor`.
   *
   * @returns the edit's position, once it is on disk; that of the last edit if nothing changed
   * @throws whatever `change` throws; nothing is kept then
   */
  edit(actor: string, change: (doc: Y.Doc) => void): Promise<number> {
    this.#checkBoardSize(0)
    const news = this.#document.edit(change)
    return this.#publishDurably(actor, news)
  }

  /** Takes in a whole update from the server's own side; see `edit`. */
  apply(actor: string, update: Uint8Array): Promise<number> {
    return this.#publishDurably(actor, this.#document.apply(update).news)
  }

  /** @returns the position of the last edit there is now, once it is on disk */
  whenDurable(): Promise<number> {
    const { seq } = this.#document
    return new Promise((resolve) => {
      this.#ownConfirmations.add(seq, () => resolve(seq))
      this.#ownConfirmations.settle(this.#durableSeq, () => true)
    })
  }

  setRole(peer: Peer, role: Role): void {
    const couldEdit = peer.canEdit
    peer.setRole(role)
    this.#tellWatchers()
    if (couldEdit || !peer.canEdit) return
    // What this client did while it could only look may be wanted now.
    peer.hasCaughtUp = false
    peer.send([step1Frame(this.#document.stateVector)])
  }

  /** Call when it changed who may do what: whoever is away may have lost the right to come back. */
  forgetAway(): void {
    this.#presence.forgetAway()
    this.#tellWatchers()
  }

  notifyAll(notice: Notice): void {
    for (const peer of this.#peers) peer.notify(notice)
  }

  /** Call every few seconds. */
  check(): void {
    this.#presence.expire()
    this.#resumeReading()
    for (const peer of this.#peers) peer.connection.check(STILL_HERE)
  }

  rebase(checkpoint: Checkpoint): void {
    this.#document.rebase(checkpoint)
  }

  close(): void {
    this.#fanOut.flush()
    this.#presence.destroy()
    this.#document.destroy()
  }

  /**
   * The answer to a sync step 1 says that all this client has is on disk. Over a new connection it may hold edits
   * that came over an earlier one and are still being written, so a client that holds anything waits for all
   * there is. While nothing can be written it is shown the rest of the board meanwhile.
   */
  #takeQuestion(peer: Peer, stateVector: Uint8Array): void {
    const holdsNothing = stateVector.byteLength <= 1
    const { seq } = this.#document
    if (!holdsNothing && this.#log.trouble && this.#durableSeq < seq)
      peer.send([this.#document.updateSince(stateVector)])
    this.#answerWhenDurable(peer, {
      seq: holdsNothing ? peer.lastSeq : seq,
      answer: () => this.#sendAnswer(peer, stateVector),
    })
  }

  #takeCatchUp(peer: Peer, update: Uint8Array): void {
    const isEmpty = isNothing(update)
    if (!peer.canEdit) {
      if (!isEmpty) peer.refuseEdit(this.#limits)
      return
    }
    if (!isEmpty) this.#apply(peer, update, { mayHold: false })
    // What it had before may have come over an earlier connection and need not be on disk yet.
    peer.lastSeq = this.#document.seq
    peer.caughtUp()
    for (const held of peer.held.splice(0)) this.#apply(peer, held, { mayHold: false })
    peer.confirmations.raise(peer.lastSeq)
    this.#settle(peer)
  }

  #takeEdit(peer: Peer, update: Uint8Array): void {
    if (peer.canEdit) this.#apply(peer, update, { mayHold: !peer.hasCaughtUp })
    else peer.refuseEdit(this.#limits)
  }

  /**
   * An edit that needs others is held only until the client has answered our sync step 1, for it may have been
   * made a moment before. After that everything a sound client sends follows from what the server has.
   */
  #apply(peer: Peer, update: Uint8Array, { mayHold }: { mayHold: boolean }): void {
    if (addsContent(update)) this.#checkBoardSize(update.byteLength)
    const { news, isOutOfOrder } = this.#document.apply(update)
    if (news) this.#publish(news, peer)
    // Also where it held nothing new: another may have brought the same edit, which need not be on disk yet.
    peer.lastSeq = this.#document.seq
    if (!isOutOfOrder) return
    if (!mayHold) throw new AppError('frame/malformed', 'The edit needs others that never came.')
    peer.held.push(update)
    const heldBytes = peer.held.reduce((sum, held) => sum + held.byteLength, 0)
    if (peer.held.length > this.#limits.heldFrames || heldBytes > this.#limits.heldBytes) {
      throw new AppError('frame/too-many', 'Too many edits came before those they need.')
    }
  }

  #publish(news: Uint8Array, author: Peer): void {
    this.#fanOut.send(updateFrame(news), author)
    this.#append(news, author.person.id)
    if (this.#log.pendingBytes <= this.#limits.pendingBytes) return
    author.connection.pauseReading()
    this.#paused.add(author)
  }

  #publishDurably(actor: string, news: Uint8Array | null): Promise<number> {
    if (news) {
      this.#fanOut.send(updateFrame(news), null)
      this.#append(news, actor)
    }
    return this.whenDurable()
  }

  #append(update: Uint8Array, actor: string): void {
    this.#tellWatchers()
    this.#log.append({ boardId: this.boardId, update, actor, at: Date.now() }, (seq) => {
      this.#durableSeq = seq
      for (const peer of this.#waiting) this.#settle(peer)
      this.#ownConfirmations.settle(seq, () => true)
      this.#resumeReading()
    })
  }

  #takeMark(peer: Peer, count: number): void {
    if (!peer.knowsMarks) {
      peer.knowsMarks = true
      const { trouble } = this.#log
      if (trouble) peer.notify({ kind: 'storage-trouble', message: trouble.message })
      if (!peer.canEdit) peer.notify({ kind: 'read-only' })
    }
    this.#answerWhenDurable(peer, { seq: peer.lastSeq, answer: () => peer.answerMark(count) })
  }

  #answerWhenDurable(peer: Peer, { seq, answer }: { seq: number; answer: () => void }): void {
    if (peer.confirmations.count >= this.#limits.waiting) {
      throw new AppError('frame/too-many', 'Too much waits to be confirmed.')
    }
    peer.confirmations.add(seq, answer)
    this.#settle(peer)
  }

  #settle(peer: Peer): void {
    if (!peer.owesEdits) peer.confirmations.settle(this.#durableSeq, () => !peer.isBehind)
    if (peer.confirmations.count > 0) this.#waiting.add(peer)
    else this.#waiting.delete(peer)
  }

  #sendAnswer(peer: Peer, stateVector: Uint8Array): void {
    peer.send(this.#document.answerTo(stateVector))
  }

  #showPresence(frame: Buffer): void {
    for (const peer of this.#peers) peer.deliver(frame)
    this.#tellWatchers()
  }

  #tellWatchers(): void {
    for (const watcher of this.#watchers) watcher()
  }

  #checkSize(frame: Incoming, bytes: number): void {
    const { updateBytes, catchUpBytes, otherBytes } = this.#limits
    const most =
      frame.kind === 'update'
        ? updateBytes
        : frame.kind === 'sync-step-2'
          ? catchUpBytes
          : otherBytes
    if (bytes > most)
      throw new AppError('frame/too-large', 'The edit is larger than the server takes.')
  }

  #checkBoardSize(moreBytes: number): void {
    if (this.#document.bytes + moreBytes <= this.#limits.boardBytes) return
    throw new AppError(
      'board/too-large',
      'This board has reached the largest size the server takes.',
    )
  }

  #resumeReading(): void {
    if (this.#paused.size === 0 || this.#log.pendingBytes > this.#limits.pendingBytes) return
    for (const peer of this.#paused) peer.connection.resumeReading()
    this.#paused.clear()
  }
}

/** An update without content and without deletions. */
function isNothing(update: Uint8Array): boolean {
  return update.byteLength === 2 && update[0] === 0 && update[1] === 0
}

/** Deletions alone are taken on a full board too: they are the way to make it smaller. */
function addsContent(update: Uint8Array): boolean {
  return update[0] !== 0
}
