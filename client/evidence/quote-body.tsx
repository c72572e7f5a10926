import { evidenceFields, type Evidence } from '../../shared/evidence/kinds.ts'
import { languageAttributes } from '../../shared/evidence/language.ts'
import { languageLine, quoteDates } from '../../shared/evidence/quote-words.ts'
import { textOf, valueOf } from '../../shared/evidence/values.ts'
import { RangeLink } from '../media/range-link.tsx'
import card from './card.module.css'
import css from './quote-body.module.css'
import { Kicker } from './kicker.tsx'
import type { BodyProps } from './evidence-card.tsx'
import { givesWay } from './fitting/giving-way.ts'

/** The words as they were said, what they mean, and whose they are, or that nobody knows. */
export function QuoteBody({ evidence, isActive, isStill }: BodyProps) {
  const fields = evidenceFields.quote
  const words = textOf(evidence, 'words')
  const translation = textOf(evidence, 'translation')
  const speaker = textOf(evidence, 'speaker')
  const role = textOf(evidence, 'role')
  const chain = valueOf(evidence, 'chain', 'list') ?? []
  const heardAt = valueOf(evidence, 'mediaRange', 'mediaRange')
  return (
    <div className={css['quote']}>
      <Kicker evidence={evidence} besides={words} />
      <div className={css['languages']}>
        <figure className={css['spoken']}>
          <blockquote
            className={css['words']}
            data-gap={words === undefined || undefined}
            {...givesWay('words')}
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
              {...givesWay('translation')}
              {...languageAttributes(textOf(evidence, 'translationLanguage'))}
            >
              {translation}
            </blockquote>
            <LanguageLine evidence={evidence} name="translationLanguage" isTranslation />
          </figure>
        )}
      </div>
      <p className={css['speaker']} {...givesWay('speaker')}>
        — {speaker ?? <em className={card['gap']}>{fields['speaker']?.missing}</em>}
        {role && <span>, {role}</span>}
        {chain.length > 0 && <span> → {chain.join(' → ')}</span>}
      </p>
      <Dates evidence={evidence} />
      {heardAt && (
        <p className={css['heardAt']} {...givesWay('heard')}>
          <RangeLink range={heardAt} isActive={isActive} isStill={isStill} />
        </p>
      )}
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
  if (line === '') return null
  return (
    <figcaption className={css['language']} {...givesWay('language')}>
      {line}
    </figcaption>
  )
}

/** Said and published are two days, and either may not be known. */
function Dates({ evidence }: { evidence: Evidence }) {
  const dates = quoteDates(evidence)
  if (dates.length === 0) return null
  return (
    <p className={css['speaker']} {...givesWay('date')}>
      {dates.join(' · ')}
    </p>
  )
}
