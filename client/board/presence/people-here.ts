import type { Awareness } from 'y-protocols/awareness'
import { signal, type Signal } from '../../sync/signal.ts'
import type { PersonHere } from '../board-handle.ts'
import { personOf } from './presence-state.ts'

/** Everybody else who has the board open, once each, by name; the array changes only when the people do. */
export function watchPeople(
  awareness: Awareness,
  meId: string,
): { people: Signal<readonly PersonHere[]>; stop: () => void } {
  const people = signal<readonly PersonHere[]>([])
  const look = () => {
    const found = new Map<string, PersonHere>()
    for (const state of awareness.getStates().values()) {
      const person = personOf(state)
      if (person && person.id !== meId) found.set(person.id, person)
    }
    const next = [...found.values()].toSorted(
      (a, b) => a.name.localeCompare(b.name) || (a.id < b.id ? -1 : 1),
    )
    if (JSON.stringify(next) !== JSON.stringify(people.get())) people.set(next)
  }
  awareness.on('change', look)
  look()
  return { people, stop: () => awareness.off('change', look) }
}
