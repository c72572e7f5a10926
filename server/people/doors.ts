import { isAPIError } from 'better-auth/api'
import { AppError } from '../../shared/app-error.ts'
import type { Person } from '../../shared/protocol/http.ts'
import type { Auth } from './auth.ts'
import type { Directory } from './directory.ts'
import { SignInLimit } from './sign-in-limit.ts'

/** Called once the installation has its owner, or an owner with a password: boards without an owner become theirs. */
type OnOwner = (personId: string, change: { opensAllBoards: boolean }) => Promise<void>

type Options = { auth: Auth; directory: Directory; onOwner: OnOwner }

/** What opens a session. `headers` of an answer hold the cookie to set. */
type Opened = { person: Person; headers: Headers }

/** The ways in and out: by name on this computer, by e-mail and password elsewhere. */
export class Doors {
  readonly #auth: Auth
  readonly #directory: Directory
  readonly #onOwner: OnOwner
  readonly #limit = new SignInLimit()

  constructor({ auth, directory, onOwner }: Options) {
    this.#auth = auth
    this.#directory = directory
    this.#onOwner = onOwner
  }

  /**
   * On this computer: a new person by name, or somebody known here who goes on.
   *
   * @throws AppError `people/sign-in-needed` where passwords are in use, `people/not-found`, `request/invalid`
   */
  async start({ name, personId }: { name?: string; personId?: string }): Promise<Opened> {
    return this.#directory.inTurn(async () => {
      if ((await this.#directory.mode()) === 'accounts')
        throw new AppError('people/sign-in-needed', 'Sign in with your e-mail and password.')
      if (personId !== undefined) {
        const person = await this.#directory.find(personId)
        if (!person) throw new AppError('people/not-found', 'There is no such person here.')
        return this.open(person)
      }
      if (name === undefined) throw new AppError('request/invalid', 'A name is needed.')
      return this.open(await this.#add({ name, email: null, password: null }))
    })
  }

  /**
   * The first account, which owns the installation. Where somebody worked here by name only, as its owner, the
   * account becomes theirs, so that moving from one computer to a team keeps every board.
   *
   * @throws AppError `people/not-allowed` for everybody after the first
   */
  async signUp(account: { name: string; email: string; password: string }): Promise<Opened> {
    return this.#directory.inTurn(async () => {
      if ((await this.#directory.mode()) !== 'accounts')
        throw new AppError('request/invalid', 'On this computer a name is enough.')
      if (await this.#directory.hasPasswords())
        throw new AppError('people/not-allowed', 'New accounts need an invitation.')
      const owner = await this.#directory.owner()
      if (!owner) return this.open(await this.#add(account))
      // An owner with an address is somebody: only the command line gives such an account its password.
      if (owner.email !== null)
        throw new AppError(
          'people/not-allowed',
          'This Redstring has an owner, who has no password yet. Set one with `npm run redstring -- password set`.',
        )
      const taken = await this.#directory.findByEmail(account.email)
      if (taken && taken.id !== owner.id)
        throw new AppError('people/taken', 'There is an account with this e-mail address already.')
      await this.#directory.change(owner.id, account)
      await this.#directory.setPassword(owner.id, account.password)
      await this.#onOwner(owner.id, { opensAllBoards: true })
      return this.open({ ...owner, name: account.name, email: account.email.toLowerCase() })
    })
  }

  /** @throws AppError `people/wrong-password`, `people/too-many-tries` */
  async signIn(
    { email, password }: { email: string; password: string },
    address: string,
  ): Promise<Headers> {
    this.#limit.check({ email, address })
    try {
      const { headers } = await this.#auth.api.signInEmail({
        body: { email, password },
        returnHeaders: true,
      })
      this.#limit.noteSuccess({ email, address })
      return headers
    } catch (cause) {
      if (!isAPIError(cause)) throw cause
      this.#limit.noteFailure({ email, address })
      throw new AppError('people/wrong-password', 'The e-mail address or the password is wrong.', {
        cause,
      })
    }
  }

  /** Ends the session of the cookie, if there is one, and takes the cookie back. */
  async signOut(headers: Headers): Promise<Headers> {
    const answer = await this.#auth.api.signOut({ headers, returnHeaders: true })
    return answer.headers
  }

  /** @throws AppError `people/wrong-password`, `people/too-many-tries` */
  async changePassword(
    person: Person,
    { current, next, address }: { current: string; next: string; address: string },
  ): Promise<Opened> {
    await this.signIn({ email: person.email ?? '', password: current }, address)
    await this.#directory.setPassword(person.id, next)
    return this.open(person)
  }

  /** Opens a session. Whoever calls this has made sure that the person may. */
  async open(person: Person): Promise<Opened> {
    const { headers } = await this.#auth.api.openSession({
      body: { userId: person.id },
      returnHeaders: true,
    })
    return { person, headers }
  }

  /**
   * The owner of an installation without anybody, made from the command line.
   *
   * @throws AppError `people/not-allowed` where somebody is here already
   */
  async addFirst(account: { name: string; email: string; password: string | null }) {
    return this.#directory.inTurn(async () => {
      if ((await this.#directory.all()).length > 0)
        throw new AppError('people/not-allowed', 'There are people here already.')
      return this.#add(account)
    })
  }

  async #add(account: { name: string; email: string | null; password: string | null }) {
    const isOwner = (await this.#directory.owner()) === null
    const person = await this.#directory.add({ ...account, isOwner })
    if (isOwner) await this.#onOwner(person.id, { opensAllBoards: false })
    return person
  }
}
