import { setField } from '../../shared/board/actions.ts'
import { changeReadingOf } from '../../shared/evidence/snapshots.ts'
import { entriesOf } from '../../shared/evidence/values.ts'
import { titleOf } from '../../shared/evidence/wording.ts'
import type { Evidence } from '../../shared/evidence/kinds.ts'
import { useBoard } from '../board/board-provider.tsx'
import { useRole } from '../board/use-role.ts'
import action from '../evidence/card-action.module.css'
import card from '../evidence/card.module.css'
import type { BodyProps } from '../evidence/evidence-card.tsx'
import { Curtain } from '../evidence/curtain.tsx'
import { givesWay } from '../evidence/fitting/giving-way.ts'
import { pressable } from '../evidence/pressable.ts'
import { AlignedPictures } from './aligned-pictures.tsx'
import css from './compare.module.css'
import { DateLabels, ModeButtons, StepButtons, useLook } from './compare-controls.tsx'
import { alignmentInWords, faultInWords } from './compare-words.ts'
import { dateOf } from './date-of.ts'
import { hiddenSensitivityOf } from './hidden-snapshots.ts'
import { messages } from './satellite-messages.ts'
import { SwipeHandle } from './swipe-handle.tsx'
import { useComparison, type Comparison } from './use-comparison.ts'

/** Two dates of one place, compared where the card lies. */
export function ComparisonBody({ evidence, boardId, isActive, isStill }: BodyProps) {
  const comparison = useComparison(evidence, boardId)
  const look = useLook()
  const press = pressable(isActive)
  const { pair } = comparison
  return (
    <Curtain
      sensitivity={hiddenSensitivityOf(comparison.snapshots)}
      isActive={isActive}
      isStill={isStill}
    >
      <div className={css['body']}>
        {pair.is === 'aligned' ? (
          <>
            <div className={css['card']} {...givesWay('picture')}>
              <AlignedPictures
                frame={pair.alignment.frame}
                earlier={pair.earlier}
                later={pair.later}
                mode={look.mode}
                share={look.share}
                top={look.top}
              >
                {look.mode === 'swipe' && !isStill && (
                  <SwipeHandle
                    share={look.share}
                    onShare={look.setShare}
                    left={dateOf(comparison.snapshots[comparison.shown[0]])}
                    tabIndex={isActive ? 0 : -1}
                  />
                )}
              </AlignedPictures>
              <DateLabels comparison={comparison} look={look} />
              <span className={css['how']}>{alignmentInWords(pair.alignment)}</span>
            </div>
            {!isStill && (
              <div className={css['controls']} role="toolbar" aria-label={messages.compare.mode}>
                <ModeButtons look={look} press={press} />
                <StepButtons comparison={comparison} press={press} />
              </div>
            )}
          </>
        ) : (
          <div className={css['explain']}>
            <span>{faultInWords(pair)}</span>
            {pair.is === 'not-placed' && !isStill && (
              <SameFrameButton evidence={evidence} press={press} />
            )}
          </div>
        )}
        <p className={card['title']} style={{ marginTop: 8 }} {...givesWay('title')}>
          {titleOf(evidence)}
        </p>
        <Changes evidence={evidence} comparison={comparison} />
      </div>
    </Curtain>
  )
}

/** Where nothing says where pictures lie, somebody may say that they show the same frame; it stays said so. */
export function SameFrameButton({
  evidence,
  press = {},
}: {
  evidence: Evidence
  press?: Record<string, unknown>
}) {
  const board = useBoard()
  if (useRole() === 'viewer') return null
  return (
    <button
      type="button"
      className={action['button']}
      {...press}
      onClick={() => setField(board.doc, evidence.id, 'alignedBy', 'frame')}
    >
      {messages.compare.sameFrame}
    </button>
  )
}

function Changes({ evidence, comparison }: { evidence: Evidence; comparison: Comparison }) {
  const changes = entriesOf(evidence, 'changes', 'change')
  if (changes.length === 0) return null
  return (
    <ul className={css['changes']}>
      {changes.map(({ id, value }) => {
        const { turns, notes } = changeReadingOf(value, comparison.snapshots)
        const text = turns.length > 0 ? turns.map((turn) => turn.words).join('; ') : notes[0]
        return (
          <li key={id} data-row>
            <p {...givesWay('reading')}>
              <strong>{value.what || messages.changes.whatMissing}:</strong> {text}
            </p>
          </li>
        )
      })}
    </ul>
  )
}
