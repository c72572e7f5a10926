import { Tooltip, VisuallyHidden } from '@mantine/core'
import { useBoard } from '../board/board-provider.tsx'
import { messages } from '../ui/messages.ts'
import { PersonDot } from '../ui/person-dot.tsx'
import { useLive } from '../ui/use-live.ts'
import css from './people-here.module.css'

const MOST_SHOWN = 5
const words = messages.people

/** Who else is here. Pressing one shows what they see, pressing again stops. */
export function PeopleHere() {
  const board = useBoard()
  const people = useLive(board.people)
  const followed = useLive(board.following)
  if (people.length === 0) return null
  const more = people.length - MOST_SHOWN
  return (
    <ul className={css['people']} aria-label={words.here}>
      {people.slice(0, MOST_SHOWN).map((person) => {
        const isFollowed = followed === person.id
        const label = isFollowed ? words.unfollow(person.name) : words.follow(person.name)
        return (
          <li key={person.id}>
            <Tooltip label={label}>
              <button
                type="button"
                className={css['person']}
                aria-pressed={isFollowed}
                style={isFollowed ? { borderColor: person.colour } : undefined}
                onClick={() => board.following.follow(isFollowed ? null : person.id)}
              >
                <PersonDot person={person} size={30} />
                <VisuallyHidden>{words.follow(person.name)}</VisuallyHidden>
              </button>
            </Tooltip>
          </li>
        )
      })}
      {more > 0 && <li className={css['more']}>{words.others(more)}</li>}
    </ul>
  )
}
