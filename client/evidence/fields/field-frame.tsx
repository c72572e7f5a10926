import { useId, type ReactNode } from 'react'
import type { Field } from '../../../shared/evidence/fields.ts'
import css from './fields.module.css'

/** What a control inside a frame carries, so that its label, help and problem belong to it. */
export type ControlProps = {
  id: string
  'aria-describedby': string | undefined
  'aria-invalid': boolean | undefined
}

/** One labelled field. Its help shows while it is worked in; its problem until it is mended. */
export function FieldFrame({
  field,
  problem,
  below,
  children,
}: {
  field: Pick<Field, 'label' | 'help' | 'isHalf'>
  problem?: string | null
  /** Said under the field, always in sight: how a date reads, a link to open. */
  below?: ReactNode
  children: (control: ControlProps) => ReactNode
}) {
  const id = useId()
  const described = [field.help && `${id}-help`, problem && `${id}-problem`]
    .filter(Boolean)
    .join(' ')
  return (
    <div className={css['field']} data-half={field.isHalf}>
      <label htmlFor={id} className={css['label']}>
        {field.label}
      </label>
      {children({
        id,
        'aria-describedby': described || undefined,
        'aria-invalid': problem ? true : undefined,
      })}
      {problem && (
        <p id={`${id}-problem`} className={css['problem']} role="alert">
          {problem}
        </p>
      )}
      {below && <p className={css['below']}>{below}</p>}
      {field.help && (
        <p id={`${id}-help`} className={css['help']}>
          {field.help}
        </p>
      )}
    </div>
  )
}

/** A field made of several controls. */
export function FieldGroup({
  field,
  children,
}: {
  field: Pick<Field, 'label' | 'help'>
  children: ReactNode
}) {
  return (
    <fieldset className={css['group']}>
      <legend className={css['label']}>{field.label}</legend>
      {field.help && <p className={css['help']}>{field.help}</p>}
      {children}
    </fieldset>
  )
}
