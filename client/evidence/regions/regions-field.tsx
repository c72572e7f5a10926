import { sensitivityShown } from './sensitivity-shown.ts'
import type { Field } from '../../../shared/evidence/fields.ts'
import type { Evidence } from '../../../shared/evidence/kinds.ts'
import { gradesInWords, matchesOf } from '../../../shared/evidence/match-reading.ts'
import { regionName, regionsOf } from '../../../shared/evidence/region-outline.ts'
import { titleOf } from '../../../shared/evidence/wording.ts'
import { useBoard } from '../../board/board-provider.tsx'
import { useLive } from '../../ui/use-live.ts'
import { messages } from '../../viewer/regions/region-messages.ts'
import { FieldGroup } from '../fields/field-frame.tsx'
import { RegionCrop } from './region-crop.tsx'
import css from './regions-field.module.css'

/** The regions of a picture in the inspector, to be read, and what they were held against. Edited in the viewer. */
export function RegionsField({ field, evidence }: { field: Field; evidence: Evidence }) {
  const board = useBoard()
  const matches = matchesOf(useLive(board.evidence), evidence.id)
  const regions = regionsOf(evidence)
  if (regions.length === 0 && matches.length === 0) return null
  const mayShow = sensitivityShown(evidence)
  return (
    <FieldGroup field={{ label: field.label }}>
      <ol className={css['regions']}>
        {regions.map((numbered) => (
          <li key={numbered.id}>
            {mayShow && (
              <div className={css['crop']}>
                <RegionCrop picture={evidence} numbered={numbered} boardId={board.boardId} />
              </div>
            )}
            <p>
              <strong>{regionName(numbered)}</strong>
              {numbered.region.note.trim() !== '' && <span>{numbered.region.note}</span>}
            </p>
          </li>
        ))}
      </ol>
      {matches.map(({ match, other }) => (
        <button
          key={match.id}
          type="button"
          className={css['match']}
          onClick={() => board.viewing.open(match.id)}
        >
          {messages.matches}{' '}
          <strong>{otherTitle(other && board.evidence.get(other), match)}</strong>
          <span>{gradesInWords(match)}</span>
        </button>
      ))}
    </FieldGroup>
  )
}

function otherTitle(other: Evidence | undefined, match: Evidence): string {
  return titleOf(other ?? match)
}
