import { evidenceFields } from '../../shared/evidence/kinds.ts'
import { languageAttributes } from '../../shared/evidence/language.ts'
import { languageLine, quoteDates } from '../../shared/evidence/quote-words.ts'
import { textOf, valueOf } from '../../shared/evidence/values.ts'
import css from './quote-viewer.module.css'
import { messages } from './quote-messages.ts'
import type { ViewerProps } from './viewers.ts'

/** Words as they were said beside what they mean, large enough to compare line by line, and the way they came. */
export function QuoteViewer({ evidence }: ViewerProps) {
  const fields = evidenceFields.quote
  const words = textOf(evidence, 'words')
  const translation = textOf(evidence, 'translation')
  const speaker = textOf(evidence, 'speaker')
  const role = textOf(evidence, 'role')
  const chain = valueOf(evidence, 'chain', 'list') ?? []
  const original = languageLine(evidence, { name: 'language', isTranslation: false })
  const translated = languageLine(evidence, { name: 'translationLanguage', isTranslation: true })
  return (
    // What scrolls has to be reached by the keyboard.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <section className={css['page']} tabIndex={0} aria-label={messages.label}>
      <div className={css['languages']}>
        <section aria-label={messages.original}>
          <h3>{original === '' ? fields['language']?.missing : original}</h3>
          <blockquote
            data-gap={words === undefined || undefined}
            {...languageAttributes(textOf(evidence, 'language'))}
          >
            {words ?? fields['words']?.missing}
          </blockquote>
        </section>
        <section aria-label={messages.translation}>
          <h3>{translation === undefined ? messages.translation : translated}</h3>
          <blockquote
            data-gap={translation === undefined || undefined}
            {...languageAttributes(textOf(evidence, 'translationLanguage'))}
          >
            {translation ?? messages.noTranslation}
          </blockquote>
        </section>
      </div>
      <section aria-label={messages.way}>
        <h3>{messages.way}</h3>
        <ol className={css['chain']}>
          <li>
            {speaker ?? <em>{fields['speaker']?.missing}</em>}
            {role !== undefined && <small>, {role}</small>}
          </li>
          {chain.map((each, place) => (
            <li key={`${each} ${place}`}>{each}</li>
          ))}
        </ol>
        <p className={css['dates']}>{quoteDates(evidence).join(' · ') || messages.noDates}</p>
      </section>
    </section>
  )
}
