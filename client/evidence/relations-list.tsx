import { Button } from '@mantine/core'
import { IconLine } from '@tabler/icons-react'
import { relations } from '../../shared/board/relations.ts'
import { isWithdrawn } from '../../shared/evidence/doubts.ts'
import type { Evidence, EvidenceId } from '../../shared/evidence/kinds.ts'
import { statusOf } from '../../shared/evidence/status.ts'
import { titleOf } from '../../shared/evidence/wording.ts'
import { useBoard } from '../board/board-provider.tsx'
import { useRole } from '../board/use-role.ts'
import { tieMessages } from '../panels/find/tie-messages.ts'
import { useOpenDialog } from '../panels/open-dialog-context.ts'
import { fieldMessages as words } from './fields/field-messages.ts'
import { useLive } from '../ui/use-live.ts'
import { messages as inspectorMessages } from './inspector-messages.ts'
import css from './inspector.module.css'
import { KindIcon } from './kind-icon.tsx'
import { regionsOfTie } from './regions/regions-of-tie.ts'

/** What an item is tied to, both ways. Each can be gone to, so that a chain can be walked by keyboard. */
export function RelationsList({ id, onWalk }: { id: EvidenceId; onWalk: () => void }) {
  const board = useBoard()
  useLive(board.ties)
  const related = board.relationsOf(id).flatMap((tie) => {
    const evidence = board.evidence.get(tie.other)
    return evidence ? [{ ...tie, evidence, regions: regionsOfTie(board, id, tie) }] : []
  })
  return (
    <>
      <TieButton id={id} />
      {related.length === 0 && <p className={css['none']}>{words.noRelations}</p>}
      <ul className={css['ties']}>
        {related.map(({ relation, direction, evidence, regions, arrowId }) => {
          const label = relation ? relations[relation].label : words.untyped
          return (
            <li key={arrowId}>
              <button
                type="button"
                className={css['tie']}
                onClick={() => {
                  board.chosen.choose(evidence.id)
                  board.showOnCanvas(evidence.id)
                  onWalk()
                }}
              >
                <KindIcon kind={evidence.kind} size={17} />
                <span>{titleOf(evidence)}</span>
                <small>
                  {direction === 'to' ? words.out(label) : words.in(label)}
                  {regions !== '' && ` · ${regions}`}
                </small>
                <Standing evidence={evidence} />
              </button>
            </li>
          )
        })}
      </ul>
    </>
  )
}

/** How what it is tied to stands itself: a chain is as strong as its parts. */
function Standing({ evidence }: { evidence: Evidence }) {
  const { status, label } = statusOf(evidence)
  const parts = [
    ...(isWithdrawn(evidence) ? [inspectorMessages.withdraw.state] : []),
    ...(status === 'unverified' ? [] : [label]),
  ]
  return parts.length > 0 && <small className={css['tieStatus']}>{parts.join(' · ')}</small>
}

function TieButton({ id }: { id: EvidenceId }) {
  const openDialog = useOpenDialog()
  if (useRole() === 'viewer') return null
  return (
    <Button
      variant="default"
      size="compact-sm"
      leftSection={<IconLine size={15} stroke={1.8} aria-hidden="true" />}
      onClick={() => openDialog({ tie: id })}
    >
      {tieMessages.button}
    </Button>
  )
}
