import { inkOn } from './contrast.ts'
import css from './person-dot.module.css'

/** A person as a round of their colour with their initials. */
export function PersonDot({
  person,
  size = 30,
}: {
  person: { name: string; colour: string }
  size?: number
}) {
  return (
    <span
      className={css['dot']}
      style={{
        background: person.colour,
        color: inkOn(person.colour),
        width: size,
        height: size,
        fontSize: size * 0.4,
      }}
      aria-hidden="true"
    >
      {initialsOf(person.name)}
    </span>
  )
}

function initialsOf(name: string): string {
  const words = name.trim().split(/\s+/u)
  const last = words.length > 1 ? words.at(-1) : undefined
  return (firstOf(words[0]) + firstOf(last)).toLocaleUpperCase() || '?'
}

const letters = new Intl.Segmenter()

/** The first letter as a person sees it, whatever it is made of. */
function firstOf(word: string | undefined): string {
  for (const { segment } of letters.segment(word ?? '')) return segment
  return ''
}
