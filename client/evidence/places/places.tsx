import { useState } from 'react'
import { setField } from '../../../shared/board/actions.ts'
import { distanceM, humanDistance, type Position } from '../../../shared/evidence/coordinates.ts'
import type { Field, Place } from '../../../shared/evidence/fields.ts'
import type { Evidence } from '../../../shared/evidence/kinds.ts'
import { valueOf } from '../../../shared/evidence/values.ts'
import { coordinates } from '../../../shared/evidence/wording.ts'
import { useBoard } from '../../board/board-provider.tsx'
import { useRole } from '../../board/use-role.ts'
import { fieldMessages } from '../fields/field-messages.ts'
import fieldCss from '../fields/fields.module.css'
import { PlaceField } from '../fields/place-field.tsx'
import { messages } from '../inspector-messages.ts'
import css from './places.module.css'

const words = messages.places

/**
 * Where others say it is and where it was shown to be, side by side and never mixed, each with how exactly, how
 * and by whom; beside them what the file states of itself.
 *
 * @param fields the item's fields of the type `place`, with their names
 */
export function Places({
  evidence,
  fields,
}: {
  evidence: Evidence
  fields: readonly (readonly [name: string, field: Field])[]
}) {
  const [editing, setEditing] = useState<string | null>(null)
  const places = fields.map(([name, field]) => ({
    name,
    field,
    place: valueOf(evidence, name, 'place'),
  }))
  const edited = places.find(({ name }) => name === editing)
  const positions = places.flatMap(({ place }) => positionIn(place) ?? [])
  const [first, second] = positions
  return (
    <div className={css['places']}>
      <div className={css['beside']}>
        {places.map(({ name, field, place }) => (
          <PlaceWords
            key={name}
            label={field.label}
            gap={field.missing ?? words.none}
            place={place}
            isEditing={editing === name}
            edit={() => setEditing(editing === name ? null : name)}
          />
        ))}
      </div>
      {first && second && (
        <p className={css['apart']}>{words.apart(humanDistance(distanceM(first, second)))}</p>
      )}
      {edited && <Edit key={edited.name} evidence={evidence} {...edited} />}
      <StatedByFile evidence={evidence} places={places} />
    </div>
  )
}

function Edit({
  evidence,
  name,
  field,
  place,
}: {
  evidence: Evidence
  name: string
  field: Field
  place: Place | undefined
}) {
  const { doc } = useBoard()
  return (
    <div className={css['edit']}>
      <PlaceField
        field={field}
        value={place}
        isAsked
        set={(value) => setField(doc, evidence.id, name, value)}
      />
    </div>
  )
}

function PlaceWords({
  label,
  gap,
  place,
  isEditing,
  edit,
}: {
  label: string
  gap: string
  place: Place | undefined
  isEditing: boolean
  edit: () => void
}) {
  const isViewer = useRole() === 'viewer'
  const [show, showOf] = place ? [words.edit, words.editOf] : [words.record, words.recordOf]
  return (
    <section className={css['place']} aria-label={label}>
      <h4 className={css['label']}>{label}</h4>
      {place ? <Known place={place} /> : <p className={fieldCss['missing']}>{gap}</p>}
      {!isViewer && (
        <button
          type="button"
          className={css['button']}
          aria-expanded={isEditing}
          aria-label={isEditing ? `${words.done}: ${label}` : showOf(label)}
          onClick={edit}
        >
          {isEditing ? words.done : show}
        </button>
      )}
    </section>
  )
}

function Known({ place }: { place: Place }) {
  const position = coordinates(place)
  return (
    <>
      {place.name && <p className={css['name']}>{place.name}</p>}
      <p className={css['coordinates']}>{position || <em>{words.noCoordinates}</em>}</p>
      <p>{fieldMessages.precisions[place.precision]}</p>
      {place.method && (
        <p>
          <span className={css['soft']}>{words.method}:</span> {place.method}
        </p>
      )}
      {place.by && (
        <p>
          <span className={css['soft']}>{words.by}:</span> {place.by}
        </p>
      )}
    </>
  )
}

/** A file's own position is what the file states, neither claimed by a person nor established. */
function StatedByFile({
  evidence,
  places,
}: {
  evidence: Evidence
  places: readonly { field: Field; place: Place | undefined }[]
}) {
  const { lat, lon } = valueOf(evidence, 'facts', 'facts') ?? {}
  if (lat === undefined || lon === undefined) return null
  const distances = places.flatMap(({ field, place }) => {
    const position = positionIn(place)
    return position
      ? [words.statedFrom(humanDistance(distanceM(position, { lat, lon })), field.label)]
      : []
  })
  return (
    <p className={css['stated']} title={words.statedHelp}>
      <span className={css['soft']}>{words.stated}:</span> {coordinates({ lat, lon })}
      {distances.length > 0 && `, ${distances.join(', ')}`}
    </p>
  )
}

function positionIn(place: Place | undefined): Position | undefined {
  return place && place.lat !== null && place.lon !== null
    ? { lat: place.lat, lon: place.lon }
    : undefined
}
