import type { HistoryPerson } from '../../shared/protocol/history.ts'
import type { Directory } from '../people/directory.ts'

const GREY = '#868e96'

/** Everybody named by their id, as they are called today. Also those whom nobody here knows any more. */
export async function historyPeople(
  directory: Pick<Directory, 'findAll'>,
  personIds: Iterable<string>,
): Promise<HistoryPerson[]> {
  const ids = [...new Set(personIds)]
  const known = new Map((await directory.findAll(ids)).map((person) => [person.id, person]))
  return ids.map((id) => {
    const person = known.get(id)
    if (person) return { id, name: person.name, colour: person.colour }
    const name = id === 'server' ? 'Redstring' : 'Somebody no longer known here'
    return { id, name, colour: GREY }
  })
}
