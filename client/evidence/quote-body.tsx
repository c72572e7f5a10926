import { evidenceFields, type Evidence } from '../../shared/evidence/kinds.ts'
import { languageAttributes } from '../../shared/evidence/language.ts'
import { languageLine, quoteDates } from '../../shared/evidence/quote-words.ts'
import { textOf, valueOf } from '../../shared/evidence/values.ts'
import css from './card.module.css'
import { Kicker } from './kicker.tsx'
import type { BodyProps } from './evidence-card.tsx'

/** The words as they were said, what they mean, and whose they are, or that nobody knows. */
export function QuoteBody({ evidence }: BodyProps) {
  const fields = evidenceFields.quote
  const words = textOf(evidence, 'words')
  const translation = textOf(evidence, 'translation')
  const speaker = textOf(evidence, 'speaker')
  const role = textOf(evidence, 'role')
  const chain = valueOf(evidence, 'chain', 'list') ?? []
  const heardAt = textOf(evidence, 'mediaRange')
  return (
    <div className={css['quote']}>
      <Kicker evidence={evidence} besides={words} />
      <div className={css['languages']}>
        <figure className={css['spoken']}>
          <blockquote
            className={css['words']}
            data-gap={words === undefined || undefined}
            {...languageAttributes(textOf(evidence, 'language'))}
          >
            {words ?? fields['words']?.missing}
          </blockquote>
          <LanguageLine evidence={evidence} name="language" />
        </figure>
        {translation && (
          <figure className={css['spoken']}>
            <blockquote
              className={css['translation']}
              {...languageAttributes(textOf(evidence, 'translationLanguage'))}
            >
              {translation}
            </blockquote>
            <LanguageLine evidence={evidence} name="translationLanguage" isTranslation />
          </figure>
        )}
      </div>
      <p className={css['speaker']}>
        — {speaker ?? <em className={css['gap']}>{fields['speaker']?.missing}</em>}
        {role && <span>, {role}</span>}
        {chain.length > 0 && <span> → {chain.join(' → ')}</span>}
        {heardAt && <span> · {heardAt}</span>}
      </p>
      <Dates evidence={evidence} />
    </div>
  )
}

/** In which language, and who says what it means in another. */
function LanguageLine({
  evidence,
  name,
  isTranslation = false,
}: {
  evidence: Evidence
  name: 'language' | 'translationLanguage'
  isTranslation?: boolean
}) {
  const line = languageLine(evidence, { name, isTranslation })
  return line !== '' && <figcaption className={css['language']}>{line}</figcaption>
}

/** Said and published are two days, and either may not be known. */
function Dates({ evidence }: { evidence: Evidence }) {
  const dates = quoteDates(evidence)
  return dates.length > 0 && <p className={css['speaker']}>{dates.join(' · ')}</p>
}
