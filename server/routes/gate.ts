import type { Context } from 'hono'
import { AppError } from '../../shared/app-error.ts'
import type { Person, Role } from '../../shared/protocol/http.ts'
import type { Boards } from '../boards/boards.ts'
import type { People } from '../people/people.ts'
import type { Env } from './described.ts'

type Parts = { people: Pick<People, 'whoIs'>; boards: Pick<Boards, 'roleOf' | 'isArchived'> }
type Need = 'view' | 'edit' | 'own'

const enough: Record<Need, readonly Role[]> = {
  view: ['viewer', 'editor', 'owner'],
  edit: ['editor', 'owner'],
  own: ['owner'],
}

/** Who may pass. The answers tell a stranger nothing about which boards exist. */
export function gateOf({ people, boards }: Parts) {
  /** @throws AppError `people/sign-in-needed` */
  const person = async (c: Context<Env>): Promise<Person> => {
    const found = await people.whoIs(c.req.raw.headers)
    if (found) return found
    throw new AppError('people/sign-in-needed', 'Sign in first.')
  }

  /** @throws AppError `people/sign-in-needed`, `board/not-found`, `board/read-only`, `people/not-allowed` */
  const board = async (c: Context<Env>, boardId: string, need: Need) => {
    const who = await person(c)
    const role = await boards.roleOf(boardId, who.id)
    if (role === null) throw noSuchBoard()
    if (enough[need].includes(role)) return { person: who, role }
    if (role === 'viewer') throw new AppError('board/read-only', 'You can only view this board.')
    throw new AppError('people/not-allowed', 'Only an owner of this board can do that.')
  }

  return { person, board }
}

export function noSuchBoard(): AppError {
  return new AppError('board/not-found', 'There is no such board.')
}
