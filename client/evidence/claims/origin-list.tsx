import type { EvidenceId } from '../../../shared/evidence/kinds.ts'
import type { ClaimantEntry, OriginGroup, Side } from '../../../shared/evidence/origins.ts'
import { groupName } from '../../../shared/evidence/standing-words.ts'
import { lineOf } from '../../../shared/evidence/wording.ts'
import { useBoard } from '../../board/board-provider.tsx'
import inspectorCss from '../inspector.module.css'
import { KindIcon } from '../kind-icon.tsx'
import { messages } from './claim-messages.ts'
import css from './claims.module.css'

const words = messages.standing

/** The origins of one side, and under each what counts to it. Every item can be gone to. */
export function OriginList({
  label,
  side,
  said,
  walk,
}: {
  label: string
  side: Side<EvidenceId>
  /** Those who say so themselves: what they know supports their claim only as much as they are believed. */
  said: Side<ClaimantEntry>
  walk: (id: EvidenceId) => void
}) {
  const board = useBoard()
  if (side.items === 0) return null
  const keysOf = (group: OriginGroup<unknown>) => group.origins.map(({ key }) => key)
  const claimants = new Set(said.origins.flatMap(keysOf))
  return (
    <>
      <h4 className={css['small']}>{label}</h4>
      <ul className={css['origins']}>
        {side.origins.map((group) => (
          <li key={keysOf(group).join(' ')}>
            <p className={css['origin']}>
              <strong>{groupName(group)}</strong>
              {keysOf(group).some((key) => claimants.has(key)) && `, ${words.alsoSays}`}
              {group.origins.length > 1 && ` · ${words.oneSource}`}
            </p>
            <ul className={inspectorCss['ties']}>
              {group.items.map((id) => {
                const item = board.evidence.get(id)
                if (!item) return null
                return (
                  <li key={id}>
                    <button type="button" className={inspectorCss['tie']} onClick={() => walk(id)}>
                      <KindIcon kind={item.kind} size={17} />
                      <span>{lineOf(item)}</span>
                    </button>
                  </li>
                )
              })}
            </ul>
          </li>
        ))}
      </ul>
    </>
  )
}
