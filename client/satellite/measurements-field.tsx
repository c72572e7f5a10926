import { IconX } from '@tabler/icons-react'
import { removeEntry } from '../../shared/board/actions.ts'
import type { Field } from '../../shared/evidence/fields.ts'
import type { Evidence } from '../../shared/evidence/kinds.ts'
import { entriesOf, valueOf } from '../../shared/evidence/values.ts'
import { placed } from '../../shared/geo/placing.ts'
import { useBoard } from '../board/board-provider.tsx'
import { useRole } from '../board/use-role.ts'
import { FieldGroup } from '../evidence/fields/field-frame.tsx'
import css from '../evidence/fields/fields.module.css'
import { measuredInWords, pixelsOf } from './measured-in-words.ts'
import { messages } from './satellite-messages.ts'
import own from './satellite.module.css'

const words = messages.measure

/** What was measured on a picture, as figures that follow its place. */
export function MeasurementsField({ evidence, field }: { evidence: Evidence; field: Field }) {
  const board = useBoard()
  const isViewer = useRole() === 'viewer'
  const kept = entriesOf(evidence, 'measurements', 'measurement')
  const { width: w, height: h } = valueOf(evidence, 'facts', 'facts') ?? {}
  if (kept.length === 0 || w === undefined || h === undefined) return null
  const placing = placed(evidence)
  return (
    <FieldGroup field={{ label: field.label }}>
      <ul className={own['list']}>
        {kept.map(({ id, value }) => {
          const name =
            value.label ||
            (value.what === 'area' ? words.distanceOrArea.area : words.distanceOrArea.distance)
          return (
            <li key={id}>
              <span>
                {name}: {measuredInWords(value.what, pixelsOf(value, { w, h }), placing)}
              </span>
              {!isViewer && (
                <button
                  type="button"
                  className={css['icon']}
                  aria-label={words.remove(name)}
                  onClick={() => removeEntry(board.doc, evidence.id, 'measurements', id)}
                >
                  <IconX size={15} stroke={1.8} />
                </button>
              )}
            </li>
          )
        })}
      </ul>
    </FieldGroup>
  )
}
