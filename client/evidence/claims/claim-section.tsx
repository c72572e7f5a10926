import { Button } from '@mantine/core'
import { IconArrowsSplit2 } from '@tabler/icons-react'
import type { Evidence, EvidenceId } from '../../../shared/evidence/kinds.ts'
import { standingOf } from '../../../shared/evidence/origins.ts'
import { rivalFiguresOf } from '../../../shared/evidence/rival-figures.ts'
import { secondHalfOf } from '../../../shared/evidence/split-claim.ts'
import { standingInWords } from '../../../shared/evidence/standing-words.ts'
import { useBoard } from '../../board/board-provider.tsx'
import { useRole } from '../../board/use-role.ts'
import { useWaysIn } from '../../board/ways-in-provider.tsx'
import { useLive } from '../../ui/use-live.ts'
import { InspectorSection } from '../inspector-section.tsx'
import inspectorCss from '../inspector.module.css'
import { KindIcon } from '../kind-icon.tsx'
import { messages } from './claim-messages.ts'
import css from './claims.module.css'
import { IndependenceForm } from './independence-form.tsx'
import { OriginList } from './origin-list.tsx'
import { contextOf } from './use-claim-words.ts'

const words = messages.standing

/** What a claim rests on, by whose knowledge it is; figures beside its own; and the way to split it. */
export function ClaimSection({ claim, onWalk }: { claim: Evidence; onWalk: () => void }) {
  const board = useBoard()
  useLive(board.ties)
  useLive(board.evidence)
  const isViewer = useRole() === 'viewer'
  const context = contextOf(board)
  const standing = standingOf(claim, context)
  const figures = rivalFiguresOf(claim, context)
  const isBare = standing.supports.items === 0 && standing.contradicts.items === 0
  const walk = (id: EvidenceId) => {
    board.chosen.choose(id)
    board.showOnCanvas(id)
    onWalk()
  }
  return (
    <InspectorSection name="claim" title={words.title}>
      {standingInWords(standing).map((sentence) => (
        <p key={sentence} className={css['sentence']}>
          {sentence}.
        </p>
      ))}
      {isBare && <p className={inspectorCss['none']}>{words.none}</p>}
      <OriginList
        label={words.supports}
        side={standing.supports}
        said={standing.said}
        walk={walk}
      />
      <OriginList
        label={words.contradicts}
        side={standing.contradicts}
        said={standing.said}
        walk={walk}
      />
      <IndependenceForm claim={claim} standing={standing} isViewer={isViewer} />
      {figures.length > 0 && (
        <>
          <h4 className={css['small']}>{messages.figures.title}</h4>
          <ul className={inspectorCss['ties']}>
            {figures.map((figure) => (
              <li key={figure.id}>
                <button
                  type="button"
                  className={inspectorCss['tie']}
                  onClick={() => walk(figure.id)}
                >
                  <KindIcon kind="claim" size={17} />
                  <span>{messages.figures.another(figure.words)}</span>
                </button>
              </li>
            ))}
          </ul>
        </>
      )}
      {!isViewer && <SplitButton claim={claim} />}
    </InspectorSection>
  )
}

/** One action: the second half is made, laid beside, and chosen. */
function SplitButton({ claim }: { claim: Evidence }) {
  const board = useBoard()
  const waysIn = useWaysIn()
  return (
    <div className={css['split']}>
      <Button
        variant="default"
        size="compact-sm"
        leftSection={<IconArrowsSplit2 size={15} stroke={1.8} aria-hidden="true" />}
        onClick={() => {
          const half = waysIn.addItem('claim', secondHalfOf(claim))
          if (half === undefined) return
          board.chosen.choose(half)
          // The canvas has the new card with its next frame.
          requestAnimationFrame(() => requestAnimationFrame(() => board.showOnCanvas(half)))
        }}
      >
        {messages.split.action}
      </Button>
      <p className={css['soft']}>{messages.split.help}</p>
    </div>
  )
}
