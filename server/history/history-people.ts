import type { HistoryPerson } from '../../shared/protocol/history.ts'
import type { Kysely } from 'kysely'
import type { Directory } from '../people/directory.ts'
import { importedPeople } from '../people/imported-people.ts'
import type { Tables } from '../store/sql/tables.ts'

const GREY = '#868e96'

type Parts = { people: Pick<Directory, 'findAll'>; kysely: Kysely<Tables> }

/**
 * Everybody named by their id, as they are called today. Also those whom nobody here knows any more, and those who
 * worked on the board elsewhere, as its package called them.
 */
export async function historyPeople(
  { people, kysely }: Parts,
  boardId: string,
  personIds: Iterable<string>,
): Promise<HistoryPerson[]> {
  const ids = [...new Set(personIds)]
  const known = new Map((await people.findAll(ids)).map((person) => [person.id, person]))
  const elsewhere = new Map(
    (await importedPeople(kysely, boardId)).map(({ id, name }) => [id, name]),
  )
  return ids.map((id) => {
    const person = known.get(id)
    if (person) return { id, name: person.name, colour: person.colour }
    const name =
      id === 'server' ? 'Redstring' : (elsewhere.get(id) ?? 'Somebody no longer known here')
    return { id, name, colour: GREY }
  })
}
