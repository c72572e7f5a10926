import { lazy, Suspense, type ComponentType } from 'react'
import type { EntryName } from '../../../shared/evidence/entries.ts'
import type { Field } from '../../../shared/evidence/fields.ts'
import type { Evidence } from '../../../shared/evidence/kinds.ts'

type Props = { evidence: Evidence; field: Field }

/** What holds parts that people add one by one; each knows by itself who may only look. */
const fields: Partial<Record<EntryName, ComponentType<Props>>> = {
  measurement: lazy(async () => ({
    default: (await import('../../satellite/measurements-field.tsx')).MeasurementsField,
  })),
  snapshot: lazy(async () => ({
    default: (await import('../../satellite/snapshots-field.tsx')).SnapshotsField,
  })),
  change: lazy(async () => ({
    default: (await import('../../satellite/changes-field.tsx')).ChangesField,
  })),
}

const LazyGeoreference = lazy(async () => ({
  default: (await import('../../satellite/georeference-field.tsx')).GeoreferenceField,
}))

export function EntriesField({ entry, ...props }: Props & { entry: EntryName }) {
  const Control = fields[entry]
  if (!Control) return null
  return (
    <Suspense fallback={null}>
      <Control {...props} />
    </Suspense>
  )
}

export function GeoreferenceField(props: Props) {
  return (
    <Suspense fallback={null}>
      <LazyGeoreference {...props} />
    </Suspense>
  )
}
