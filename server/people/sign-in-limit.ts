import { AppError } from '../../shared/app-error.ts'

const WINDOW_MS = 5 * 60 * 1000
const TRIES_FOR_ONE_ACCOUNT = 10
const TRIES_FROM_ONE_ADDRESS = 100

/** Slows down guessing: wrong passwords count, per account and per network address, and are forgotten after five minutes. */
export class SignInLimit {
  readonly #failures = new Map<string, number[]>()
  readonly #now: () => number

  constructor(now: () => number = Date.now) {
    this.#now = now
  }

  /** @throws AppError `people/too-many-tries` */
  check({ email, address }: { email: string; address: string }): void {
    const isOver =
      this.#recent(accountKey(email, address)).length >= TRIES_FOR_ONE_ACCOUNT ||
      this.#recent(address).length >= TRIES_FROM_ONE_ADDRESS
    if (isOver)
      throw new AppError(
        'people/too-many-tries',
        'Too many wrong passwords. Try again in five minutes.',
      )
  }

  noteFailure({ email, address }: { email: string; address: string }): void {
    this.#forgetOld()
    for (const key of [accountKey(email, address), address])
      this.#failures.set(key, [...this.#recent(key), this.#now()])
  }

  noteSuccess({ email, address }: { email: string; address: string }): void {
    this.#failures.delete(accountKey(email, address))
  }

  #recent(key: string): number[] {
    return (this.#failures.get(key) ?? []).filter((at) => this.#now() - at < WINDOW_MS)
  }

  #forgetOld(): void {
    for (const key of this.#failures.keys())
      if (this.#recent(key).length === 0) this.#failures.delete(key)
  }
}

function accountKey(email: string, address: string): string {
  return `${email.toLowerCase()} ${address}`
}
