import { Button } from '@mantine/core'
import { IconFocusCentered, IconLayoutBoardSplit } from '@tabler/icons-react'
import { setField } from '../../../shared/board/actions.ts'
import type { Evidence } from '../../../shared/evidence/kinds.ts'
import { picturesOf, readMatch, sourceLineOf } from '../../../shared/evidence/match-reading.ts'
import { textOf } from '../../../shared/evidence/values.ts'
import { titleOf } from '../../../shared/evidence/wording.ts'
import { useBoard } from '../../board/board-provider.tsx'
import { useRole } from '../../board/use-role.ts'
import { Curtain } from '../../evidence/curtain.tsx'
import { useLive } from '../../ui/use-live.ts'
import { MarkedPicture } from '../picture-viewer.tsx'
import { RegionBar } from '../regions/region-bar.tsx'
import { UndoKeys } from '../regions/undo-keys.tsx'
import { useRegionDesk, type RegionDesk } from '../regions/use-region-desk.ts'
import viewerCss from '../viewer.module.css'
import type { ViewerProps } from '../viewers.ts'
import { PictureSelect } from './match-button.tsx'
import { messages } from './match-messages.ts'
import css from './matches.module.css'
import { PairForm } from './pair-form.tsx'
import { PairList } from './pair-list.tsx'

/** Two pictures side by side, each with its regions, and the pairs that were made of them. */
export function MatchViewer({ evidence, boardId }: ViewerProps) {
  const board = useBoard()
  useLive(board.evidence)
  const { a, b } = readMatch(evidence, (id) => board.evidence.get(id))
  if (!a || !b) return <ChoosePictures match={evidence} />
  return <SideBySide key={`${a.id} ${b.id}`} match={evidence} a={a} b={b} boardId={boardId} />
}

type Sides = { match: Evidence; a: Evidence; b: Evidence; boardId: string }

function SideBySide({ match, a, b, boardId }: Sides) {
  const board = useBoard()
  const isViewer = useRole() === 'viewer'
  const [left, right] = [useRegionDesk(a), useRegionDesk(b)]
  const read = readMatch(match, (id) => board.evidence.get(id))
  return (
    <UndoKeys className={viewerCss['desk']}>
      <div className={css['sides']}>
        <Side desk={left} name={messages.first} boardId={boardId} />
        <Side desk={right} name={messages.second} boardId={boardId} />
      </div>
      <section className={css['pairs']} aria-label={messages.pairs}>
        {!isViewer && <PairForm match={match} left={left} right={right} />}
        <PairList
          read={read}
          boardId={boardId}
          onShow={({ a, b }) => {
            left.choose(a?.id ?? null)
            right.choose(b?.id ?? null)
          }}
        />
        <CanvasButton match={match} />
      </section>
    </UndoKeys>
  )
}

function Side({ desk, name, boardId }: { desk: RegionDesk; name: string; boardId: string }) {
  const { evidence } = desk
  return (
    <section className={css['side']} aria-label={`${name}: ${titleOf(evidence)}`} data-region-desk>
      <header className={css['head']}>
        <h3>{titleOf(evidence)}</h3>
        <p>{sourceLineOf(evidence)}</p>
      </header>
      <Curtain sensitivity={textOf(evidence, 'sensitivity')} isActive>
        <RegionBar desk={desk} />
        <MarkedPicture desk={desk} boardId={boardId} />
      </Curtain>
    </section>
  )
}

/** The card of a match is its figure: both sides of every pair. */
function CanvasButton({ match }: { match: Evidence }) {
  const board = useBoard()
  const isViewer = useRole() === 'viewer'
  const hasCard = useLive(board.cards).has(match.id)
  if (!hasCard && isViewer) return null
  return (
    <Button
      variant={hasCard ? 'default' : 'filled'}
      className={css['layOut']}
      leftSection={
        hasCard ? (
          <IconFocusCentered size={17} stroke={1.8} aria-hidden="true" />
        ) : (
          <IconLayoutBoardSplit size={17} stroke={1.8} aria-hidden="true" />
        )
      }
      onClick={() => {
        if (!hasCard) board.placeCard(match.id)
        board.viewing.open(null)
        board.showOnCanvas(match.id)
      }}
    >
      {hasCard ? messages.shown : messages.layOut}
    </Button>
  )
}

function ChoosePictures({ match }: { match: Evidence }) {
  const board = useBoard()
  const isViewer = useRole() === 'viewer'
  const [a, b] = picturesOf(match)
  const set = (field: 'pictureA' | 'pictureB') => (id: string) =>
    setField(board.doc, match.id, field, id)
  const isHere = (id: typeof a) => id !== undefined && board.evidence.get(id) !== undefined
  if (isViewer) return <p className={viewerCss['empty']}>{messages.gone}</p>
  return (
    <div className={css['choose']}>
      <p>{messages.choosePictures}</p>
      <PictureSelect
        label={messages.first}
        besides={b}
        value={isHere(a) ? (a ?? null) : null}
        onChange={set('pictureA')}
      />
      <PictureSelect
        label={messages.second}
        besides={a}
        value={isHere(b) ? (b ?? null) : null}
        onChange={set('pictureB')}
      />
    </div>
  )
}
