import { useContext, useEffect, useMemo, useState, type ReactNode } from 'react'
import { OtherBoard, useOpenBoard, useSignal } from '../board/board-provider.tsx'
import { CapturesContext } from '../capture/use-capture.ts'
import { UploadsContext } from '../files/use-uploads.ts'
import { LookingContext, useLooking } from './looking.ts'
import { PastBoard } from './past-board.ts'
import { useMoment } from './use-moment.ts'

/** Knows which moment of the board is looked at: what the address says. The live board stays open behind it. */
export function LookingProvider({ children }: { children: ReactNode }) {
  const live = useOpenBoard()
  const [moment, go] = useMoment()
  const past = usePastBoard(moment !== null)
  useEffect(() => {
    if (moment) past?.show(moment)
  }, [moment, past])
  const looking = useMemo(() => ({ live, past, moment, go }), [live, past, moment, go])
  return <LookingContext value={looking}>{children}</LookingContext>
}

/** Shows the moment that is looked at in the place of the live board, to everything inside: nothing there acts on the live one. */
export function AsLookedAt({ children }: { children: ReactNode }) {
  const { live, past } = useLooking()
  const captures = useContext(CapturesContext)
  const uploads = useContext(UploadsContext)
  return (
    <OtherBoard board={past?.board ?? live}>
      <CapturesContext value={past ? null : captures}>
        <UploadsContext value={past ? null : uploads}>{children}</UploadsContext>
      </CapturesContext>
    </OtherBoard>
  )
}

/** One for as long as the past is looked at: moving within it brings in only what differs. */
function usePastBoard(isWanted: boolean): PastBoard | null {
  const { session, me, elsewhere } = useOpenBoard()
  const { boardId } = session
  const [past, setPast] = useState<PastBoard | null>(null)
  useEffect(() => {
    if (!isWanted) return
    const opened = new PastBoard({ boardId, me, elsewhere })
    // oxlint-disable-next-line react/set-state-in-effect -- it holds a document, and must be made once
    setPast(opened)
    return () => {
      setPast(null)
      opened.close()
    }
  }, [isWanted, boardId, me, elsewhere])
  return past
}

/** For what shows the state of the past while it may be on its way. */
export function usePastState(past: PastBoard) {
  return {
    shown: useSignal(past.shown),
    compared: useSignal(past.compared),
    failure: useSignal(past.failure),
  }
}
