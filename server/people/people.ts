import type { Person } from '../../shared/protocol/http.ts'

/** Who a request comes from. */
export interface People {
  /** The person of a session cookie or of `Authorization: Bearer <API key>`; null for a stranger. */
  whoIs(headers: Headers): Promise<Person | null>
  find(personId: string): Promise<Person | null>
}
