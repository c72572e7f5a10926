import type { HistoryPerson } from '../../shared/protocol/history.ts'
import type { Kysely } from 'kysely'
import type { Directory } from '../people/directory.ts'
import { calledElsewhere } from '../../shared/evidence/called-elsewhere.ts'
import { isElsewhere, withoutElsewhere } from '../people/elsewhere.ts'
import { importedPeople } from '../people/imported-people.ts'
import type { Tables } from '../store/sql/tables.ts'

const GREY = '#868e96'

type Parts = { people: Pick<Directory, 'findAll'>; kysely: Kysely<Tables> }

/**
 * Everybody named by their id, as they are called today. Also those whom nobody here knows any more, and those who
 * worked on the board elsewhere, as its package called them and never as anybody here.
 */
export async function historyPeople(
  { people, kysely }: Parts,
  boardId: string,
  personIds: Iterable<string>,
): Promise<HistoryPerson[]> {
  const ids = [...new Set(personIds)]
  const here = ids.filter((id) => !isElsewhere(id))
  const known = new Map((await people.findAll(here)).map((person) => [person.id, person]))
  const elsewhere = new Map(
    (await importedPeople(kysely, boardId)).map(({ id, name }) => [id, name]),
  )
  return ids.map((id) => {
    if (isElsewhere(id)) {
      const own = withoutElsewhere(id)
      const called = own === 'server' ? 'Redstring' : elsewhere.get(own)
      return { id, name: calledElsewhere(called ?? 'Somebody'), colour: GREY }
    }
    const person = known.get(id)
    if (person) return { id, name: person.name, colour: person.colour }
    const name = id === 'server' ? 'Redstring' : 'Somebody no longer known here'
    return { id, name, colour: GREY }
  })
}
