import { AppError } from '../../shared/app-error.ts'

const WINDOW_MS = 60 * 60 * 1000
const NOTES_AN_HOUR = 600

/** Bounds how much one person's page may have noted or signed in an hour; a person working fast stays far below it. */
export class NoteLimit {
  readonly #notes = new Map<string, { since: number; count: number }>()
  readonly #now: () => number
  readonly #sentence: string

  constructor({
    now = Date.now,
    sentence = 'This is more than the custody log takes in an hour.',
  }: { now?: () => number; sentence?: string } = {}) {
    this.#now = now
    this.#sentence = sentence
  }

  /** @throws AppError `request/too-many` */
  count(personId: string): void {
    const now = this.#now()
    for (const [id, { since }] of this.#notes) if (now - since >= WINDOW_MS) this.#notes.delete(id)
    const mine = this.#notes.get(personId) ?? { since: now, count: 0 }
    if (mine.count >= NOTES_AN_HOUR) throw new AppError('request/too-many', this.#sentence)
    this.#notes.set(personId, { ...mine, count: mine.count + 1 })
  }
}
