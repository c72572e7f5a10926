import type { ApiKey } from '../../shared/protocol/http.ts'
import type { Auth } from './auth.ts'

/** Keys for programs, each standing for one person. Only a hash of a key is kept. */
export class ApiKeys {
  readonly #auth: Auth

  constructor(auth: Auth) {
    this.#auth = auth
  }

  /** The key itself is in this answer and nowhere else. */
  async make(personId: string, name: string): Promise<ApiKey & { key: string }> {
    const made = await this.#auth.api.createApiKey({ body: { name, userId: personId } })
    return { ...asApiKey(made), key: made.key }
  }

  /** Newest first. */
  async list(personId: string): Promise<ApiKey[]> {
    const { adapter } = await this.#auth.$context
    const rows = await adapter.findMany<KeyRow>({
      model: 'apikey',
      where: [{ field: 'referenceId', value: personId }],
      sortBy: { field: 'createdAt', direction: 'desc' },
      limit: 1000,
    })
    return rows.map(asApiKey)
  }

  /** Does nothing where the person has no such key. */
  async revoke(personId: string, keyId: string): Promise<void> {
    const { adapter } = await this.#auth.$context
    await adapter.deleteMany({
      model: 'apikey',
      where: [
        { field: 'id', value: keyId },
        { field: 'referenceId', value: personId },
      ],
    })
  }
}

type KeyRow = { id: string; name: string | null; createdAt: Date }

function asApiKey({ id, name, createdAt }: KeyRow): ApiKey {
  return { id, name: name ?? '', createdAt: new Date(createdAt).toISOString() }
}
