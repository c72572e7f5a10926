import { defaultKeyHasher } from '@better-auth/api-key'
import { nanoid } from 'nanoid'
import { AppError } from '../../shared/app-error.ts'
import type { Person, Session } from '../../shared/protocol/http.ts'
import type { Auth } from './auth.ts'
import { nextColour } from './colour.ts'
import { oneAtATime } from './one-at-a-time.ts'
import type { People } from './people.ts'

/** Ends the made-up address of a person who has none. Reserved by RFC 2606: no mail can ever go there. */
const NO_ADDRESS = '@this-computer.invalid'
const PASSWORD = 'credential'

type Mode = Session['mode']
type KeyRow = { referenceId: string; enabled: boolean; expiresAt: Date | null }
type UserRow = { id: string; name: string; email: string; colour: string; isOwner: boolean }
export type NewPerson = {
  name: string
  email: string | null
  password: string | null
  isOwner: boolean
}

/** Everybody this installation knows, kept in better-auth's tables. */
export class Directory implements People {
  readonly #auth: Auth
  readonly #configured: Mode
  /** Making people takes turns, so that two first comers do not both become the owner. */
  readonly inTurn = oneAtATime()

  constructor({ auth, mode }: { auth: Auth; mode: Mode }) {
    this.#auth = auth
    this.#configured = mode
  }

  /** A name is enough on this computer only as long as nobody has a password to be asked for. */
  async mode(): Promise<Mode> {
    return this.#configured === 'accounts' || (await this.hasPasswords())
      ? 'accounts'
      : 'this-computer'
  }

  async whoIs(headers: Headers): Promise<Person | null> {
    const key = bearerOf(headers)
    if (key !== null) return this.#ofKey(key)
    if (!headers.has('cookie')) return null
    const found = await this.#auth.api.getSession({ headers, query: { disableRefresh: true } })
    return found ? asPerson(found.user) : null
  }

  /** The cookie to set anew where it would soon end. Writes once a day. */
  async refreshed(headers: Headers): Promise<Headers> {
    const answer = await this.#auth.api.getSession({ headers, returnHeaders: true })
    return answer.headers
  }

  async find(personId: string): Promise<Person | null> {
    const [found] = await this.findAll([personId])
    return found ?? null
  }

  /** In no particular order; who does not exist is left out. */
  async findAll(ids: readonly string[]): Promise<Person[]> {
    if (ids.length === 0) return []
    return this.#users([{ field: 'id', operator: 'in', value: [...ids] }])
  }

  /** Everybody, by name. */
  async all(): Promise<Person[]> {
    return (await this.#users()).toSorted((a, b) => a.name.localeCompare(b.name))
  }

  async findByEmail(email: string): Promise<Person | null> {
    const [found] = await this.#users([{ field: 'email', value: email.toLowerCase() }])
    return found ?? null
  }

  /** The owner of this installation. */
  async owner(): Promise<Person | null> {
    const [found] = await this.#users([{ field: 'isOwner', value: true }])
    return found ?? null
  }

  /** People who go on by name only, by name. */
  async withoutPassword(): Promise<Person[]> {
    const { adapter } = await this.#auth.$context
    const accounts = await adapter.findMany<{ userId: string }>({
      model: 'account',
      where: [{ field: 'providerId', value: PASSWORD }],
      limit: NO_LIMIT,
    })
    const having = new Set(accounts.map((account) => account.userId))
    return (await this.all()).filter((person) => !having.has(person.id))
  }

  async hasPasswords(): Promise<boolean> {
    const { adapter } = await this.#auth.$context
    const where = [{ field: 'providerId', value: PASSWORD }]
    return (await adapter.count({ model: 'account', where })) > 0
  }

  /** @throws AppError `people/taken` */
  async add({ name, email, password, isOwner }: NewPerson): Promise<Person> {
    if (email !== null && (await this.findByEmail(email)))
      throw new AppError('people/taken', 'There is an account with this e-mail address already.')
    const { internalAdapter } = await this.#auth.$context
    const colour = nextColour((await this.#users()).map((person) => person.colour))
    const user = await internalAdapter.createUser(
      {
        name,
        email: email?.toLowerCase() ?? `${nanoid()}${NO_ADDRESS}`,
        emailVerified: false,
        colour,
        isOwner,
      },
      { method: 'email-password' },
    )
    if (password !== null) await this.setPassword(user.id, password)
    return { id: user.id, name, email: email?.toLowerCase() ?? null, colour, isOwner }
  }

  async change(personId: string, change: { name?: string; email?: string }): Promise<void> {
    const { internalAdapter } = await this.#auth.$context
    await internalAdapter.updateUser(personId, {
      ...(change.name !== undefined && { name: change.name }),
      ...(change.email !== undefined && { email: change.email.toLowerCase() }),
    })
  }

  /** Sets or replaces the password and ends every session the person has. */
  async setPassword(personId: string, password: string): Promise<void> {
    const context = await this.#auth.$context
    const { internalAdapter } = context
    const hash = await context.password.hash(password)
    const accounts = await internalAdapter.findAccounts(personId)
    if (accounts.some((account) => account.providerId === PASSWORD))
      await internalAdapter.updatePassword(personId, hash)
    else
      await internalAdapter.createAccount({
        userId: personId,
        providerId: PASSWORD,
        accountId: personId,
        password: hash,
      })
    await internalAdapter.deleteUserSessions(personId)
  }

  /** Only reads: the library's own check notes each use, and would fail with the disk full. */
  async #ofKey(key: string): Promise<Person | null> {
    const { adapter } = await this.#auth.$context
    const found = await adapter.findOne<KeyRow>({
      model: 'apikey',
      where: [{ field: 'key', value: await defaultKeyHasher(key) }],
    })
    if (!found?.enabled) return null
    const hasEnded = found.expiresAt !== null && new Date(found.expiresAt).getTime() < Date.now()
    return hasEnded ? null : this.find(found.referenceId)
  }

  async #users(where?: Where[]): Promise<Person[]> {
    const { adapter } = await this.#auth.$context
    const rows = await adapter.findMany<UserRow>({
      model: 'user',
      limit: NO_LIMIT,
      ...(where && { where }),
    })
    return rows.map(asPerson)
  }
}

type Where = { field: string; operator?: 'in'; value: string | boolean | string[] }

/** The library's own default is 100 rows. */
const NO_LIMIT = 100_000

function bearerOf(headers: Headers): string | null {
  const [, key] = /^Bearer +(\S+)$/i.exec(headers.get('authorization') ?? '') ?? []
  return key ?? null
}

function asPerson({ id, name, email, colour, isOwner }: UserRow): Person {
  return { id, name, email: email.endsWith(NO_ADDRESS) ? null : email, colour, isOwner }
}
