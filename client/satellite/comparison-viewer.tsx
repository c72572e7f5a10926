import { setField } from '../../shared/board/actions.ts'
import type { Size } from '../../shared/geo/placing.ts'
import { scaleBar } from '../../shared/geo/measure.ts'
import { roundLength } from '../../shared/geo/measure-words.ts'
import { titleOf } from '../../shared/evidence/wording.ts'
import { Button } from '@mantine/core'
import { useBoard } from '../board/board-provider.tsx'
import { useRole } from '../board/use-role.ts'
import { Curtain } from '../evidence/curtain.tsx'
import { PictureStage, useStage } from '../viewer/picture-stage.tsx'
import viewerCss from '../viewer/viewer.module.css'
import type { ViewerProps } from '../viewer/viewers.ts'
import { AlignedPictures } from './aligned-pictures.tsx'
import css from './compare.module.css'
import { DateLabels, ModeButtons, StepButtons, useLook, type Look } from './compare-controls.tsx'
import { alignmentInWords, faultInWords } from './compare-words.ts'
import { dateOf } from './date-of.ts'
import { hiddenSensitivityOf } from './hidden-snapshots.ts'
import { messages } from './satellite-messages.ts'
import groundCss from './satellite.module.css'
import { SwipeHandle } from './swipe-handle.tsx'
import { useComparison, type Comparison, type Pair } from './use-comparison.ts'

const words = messages.compare
const GAP = 6

/** Two dates of one place, as large as one likes. */
export function ComparisonViewer({ evidence, boardId }: ViewerProps) {
  const comparison = useComparison(evidence, boardId)
  const look = useLook()
  const { pair } = comparison
  if (pair.is !== 'aligned') return <Fault evidenceId={evidence.id} pair={pair} />
  const { frame } = pair.alignment
  const size: Size =
    look.mode === 'side' ? { w: frame.w * 2 + GAP, h: frame.h } : { w: frame.w, h: frame.h }
  return (
    <Curtain sensitivity={hiddenSensitivityOf(comparison.snapshots)} isActive>
      <div className={css['bar']} role="toolbar" aria-label={words.mode}>
        <div className={css['pick']}>
          <ModeButtons look={look} />
        </div>
        <DatePicker comparison={comparison} which="earlier" />
        <DatePicker comparison={comparison} which="later" />
        <div className={css['pick']}>
          <StepButtons comparison={comparison} />
        </div>
        {look.mode === 'difference' && <span className={css['soft']}>{words.differenceNote}</span>}
      </div>
      <PictureStage
        key={look.mode === 'side' ? 'side' : 'over'}
        size={size}
        label={titleOf(evidence)}
        overlay={
          <div style={{ position: 'absolute', inset: 0, pointerEvents: 'none' }}>
            <DateLabels comparison={comparison} look={look} />
            <Foot pair={pair} />
          </div>
        }
      >
        <AlignedPictures
          frame={frame}
          earlier={pair.earlier}
          later={pair.later}
          mode={look.mode}
          share={look.share}
          top={look.top}
        >
          {look.mode === 'swipe' && (
            <Handle look={look} left={dateOf(comparison.snapshots[comparison.shown[0]])} />
          )}
        </AlignedPictures>
      </PictureStage>
    </Curtain>
  )
}

function Handle({ look, left }: { look: Look; left: string }) {
  const { view } = useStage()
  return (
    <SwipeHandle share={look.share} onShare={look.setShare} left={left} unscale={1 / view.scale} />
  )
}

function Foot({ pair }: { pair: Extract<Pair, { is: 'aligned' }> }) {
  const { view } = useStage()
  const { alignment } = pair
  const bar = alignment.by === 'place' ? scaleBar(alignment.metresPerPixel / view.scale, 160) : null
  return (
    <div className={groundCss['foot']}>
      {bar && (
        <span className={groundCss['scale']} style={{ width: bar.pixels }}>
          {roundLength(bar.metres)}
        </span>
      )}
      <span className={groundCss['chip']}>{alignmentInWords(alignment)}</span>
    </div>
  )
}

function DatePicker({ comparison, which }: { comparison: Comparison; which: 'earlier' | 'later' }) {
  const { snapshots, shown, choose } = comparison
  if (snapshots.length < 3) return null
  const label = which === 'earlier' ? words.earlier : words.later
  return (
    <select
      className={css['select']}
      aria-label={label}
      title={label}
      value={which === 'earlier' ? shown[0] : shown[1]}
      onChange={(event) => choose(which, Number(event.currentTarget.value))}
    >
      {snapshots.map((snapshot, index) => (
        <option key={snapshot.id} value={index}>
          {`${dateOf(snapshot)} · ${titleOf(snapshot)}`}
        </option>
      ))}
    </select>
  )
}

function Fault({
  evidenceId,
  pair,
}: {
  evidenceId: ViewerProps['evidence']['id']
  pair: Exclude<Pair, { is: 'aligned' }>
}) {
  const board = useBoard()
  const isViewer = useRole() === 'viewer'
  const [first] = pair.is === 'not-placed' ? pair.of : []
  return (
    <div className={viewerCss['empty']}>
      <p>{faultInWords(pair)}</p>
      {!isViewer && first && (
        <Button.Group>
          <Button
            variant="default"
            onClick={() => setField(board.doc, evidenceId, 'alignedBy', 'frame')}
          >
            {words.sameFrame}
          </Button>
          <Button variant="default" onClick={() => board.viewing.open(first.id)}>
            {words.placeFirst}
          </Button>
        </Button.Group>
      )}
    </div>
  )
}
