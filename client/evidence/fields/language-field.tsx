import { useId } from 'react'
import {
  commonLanguages,
  languageName,
  languageTag,
  languageTyped,
} from '../../../shared/evidence/language.ts'
import { fieldMessages } from './field-messages.ts'
import type { FieldProps } from './field-control.tsx'
import { FieldFrame } from './field-frame.tsx'
import css from './fields.module.css'
import { useDraft } from './use-draft.ts'

/** A language by its name or its tag; words where neither says it. */
export function LanguageField({ field, value, set }: FieldProps<string>) {
  const list = useId()
  const draft = useDraft(value ?? '', (next) => {
    const language = languageTyped(next)
    if (language !== (value ?? '')) set(language === '' ? undefined : language)
  })
  const tag = languageTag(draft.shown)
  return (
    <FieldFrame field={field} below={tag === undefined ? null : languageName(tag)}>
      {(control) => (
        <>
          <input
            {...control}
            className={css['input']}
            list={list}
            value={draft.shown}
            placeholder={field.missing ?? fieldMessages.empty}
            maxLength={2000}
            autoComplete="off"
            spellCheck={false}
            onChange={(event) => draft.change(event.currentTarget.value)}
            onBlur={draft.flush}
          />
          <datalist id={list}>
            {commonLanguages.map((each) => (
              <option key={each}>{languageName(each)}</option>
            ))}
          </datalist>
        </>
      )}
    </FieldFrame>
  )
}
