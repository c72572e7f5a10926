import { IconAlertTriangle } from '@tabler/icons-react'
import { factsInWords } from '../../../shared/evidence/facts-in-words.ts'
import type { Facts } from '../../../shared/evidence/fields.ts'
import css from './facts-list.module.css'
import { messages } from './facts-messages.ts'

/** What was read from a file: first what does not fit together, then the figures, every date, and the notes. */
export function FactsList({ facts: value }: { facts: Facts }) {
  const { facts, dates, conflicts, notes } = factsInWords(value)
  return (
    <div className={css['all']}>
      {conflicts.length > 0 && (
        <section className={css['conflicts']} aria-label={messages.conflicts}>
          <h4 className={css['heading']}>
            <IconAlertTriangle size={16} stroke={1.8} aria-hidden="true" />
            {messages.conflicts}
          </h4>
          <ul>
            {conflicts.map((conflict) => (
              <li key={conflict}>{conflict}</li>
            ))}
          </ul>
        </section>
      )}
      {facts.length > 0 && (
        <dl className={css['pairs']}>
          {facts.map(([name, words]) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{words}</dd>
            </div>
          ))}
        </dl>
      )}
      {dates.length > 0 && (
        <section aria-label={messages.dates}>
          <h4 className={css['heading']}>{messages.dates}</h4>
          <dl className={css['pairs']}>
            {dates.map(({ from, words, zone }) => (
              <div key={`${from} ${words}`}>
                <dt>{from}</dt>
                <dd>
                  {words}
                  {zone !== '' && <span className={css['zone']}>{zone}</span>}
                </dd>
              </div>
            ))}
          </dl>
        </section>
      )}
      {notes.length > 0 && (
        <section aria-label={messages.notes}>
          <h4 className={css['heading']}>{messages.notes}</h4>
          <ul className={css['notes']}>
            {notes.map((note) => (
              <li key={note}>{note}</li>
            ))}
          </ul>
        </section>
      )}
    </div>
  )
}
