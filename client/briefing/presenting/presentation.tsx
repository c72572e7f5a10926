import { Button } from '@mantine/core'
import { useEffect, useState } from 'react'
import { useLocation } from 'wouter'
import type { BriefingId } from '../../../shared/briefing/briefing.ts'
import { presentedScenes, type BriefingWithScenes } from '../../../shared/briefing/briefings.ts'
import { useBoard } from '../../board/board-provider.tsx'
import { useLooking } from '../../history/looking.ts'
import type { PastBoard } from '../../history/past-board.ts'
import { useHistory } from '../../history/use-history.ts'
import { useMomentOnShow } from '../../history/use-moment-on-show.ts'
import { sentenceOf } from '../../ui/sentence-of.ts'
import { Notice, Quiet } from '../../ui/states.tsx'
import { useLive } from '../../ui/use-live.ts'
import { presentingAddress } from './address.ts'
import { Door } from './door.tsx'
import { leaveFullScreen } from './full-screen.ts'
import { beginPresentation, endPresentation, presentationAt } from './going-on.ts'
import { presentingMessages as words } from './presenting-messages.ts'
import { Stage } from './stage.tsx'
import { startAskedFor } from './start.ts'

type Props = { id: BriefingId; licenseKey: string | null }

/** A briefing instead of the board's page: of the board as it is, or of the moment that the address names. */
export function Presentation({ id, licenseKey }: Props) {
  const { past, moment } = useLooking()
  const { isOnShow, failure } = useMomentOnShow()
  if (failure !== null || moment?.kind === 'compare')
    return <Gone text={`${words.versionFailed} ${failure === null ? '' : sentenceOf(failure)}`} />
  if (!isOnShow) return <Quiet text={words.openingVersion} />
  return past ? (
    <Frozen past={past} id={id} licenseKey={licenseKey} />
  ) : (
    <Live id={id} licenseKey={licenseKey} />
  )
}

function Live({ id, licenseKey }: Props) {
  const briefing = useLive(useBoard().briefings).find((each) => each.id === id)
  const isRead = useIsRead()
  if (!briefing) return isRead ? <Gone text={words.gone} /> : <Quiet text={words.opening} />
  return <Scenes briefing={briefing} version={null} licenseKey={licenseKey} />
}

/** The board as it stood, while others edit on. Scenes are those of then; of now where there were none yet. */
function Frozen({ past, id, licenseKey }: Props & { past: PastBoard }) {
  const { live, moment } = useLooking()
  const isRead = useIsRead()
  const today = useLive(live.briefings).find((each) => each.id === id)
  const then = useLive(past.board.handle.briefings).find((each) => each.id === id)
  const versions = useHistory().data?.versions ?? []
  const seq = moment?.kind === 'past' ? moment.seq : null
  const version = versions.find((each) => each.seq === seq)?.name ?? words.moment
  const hadScenes = then !== undefined && presentedScenes(then).length > 0
  const briefing = hadScenes ? then : (today ?? (isRead ? then : undefined))
  if (!briefing) return isRead ? <Gone text={words.gone} /> : <Quiet text={words.openingVersion} />
  return <Scenes briefing={briefing} version={version} licenseKey={licenseKey} />
}

/** Whether all of the live board is here, as far as that can be known: what is not on it then is not there. */
function useIsRead(): boolean {
  const { live } = useLooking()
  const isReady = useLive(live.session.ready)
  const { kind } = useLive(live.session.sync)
  return isReady && kind !== 'opening' && kind !== 'saving'
}

function Scenes({
  briefing,
  version,
  licenseKey,
}: {
  briefing: BriefingWithScenes
  version: string | null
  licenseKey: string | null
}) {
  const { boardId } = useBoard()
  const { moment } = useLooking()
  const seq = moment?.kind === 'past' ? moment.seq : null
  const address = presentingAddress(boardId, briefing.id, seq)
  const [begun, setBegun] = useState(() => presentationAt(address))
  const scenes = presentedScenes(briefing)
  const end = useEnd()
  useEffect(
    () => () => {
      // However it ends: by the way back, or because the board is no longer there for this person.
      endPresentation()
      leaveFullScreen()
    },
    [],
  )
  if (scenes.length === 0) return <Gone text={words.noScenes} />
  if (begun === null)
    return (
      <Door
        briefing={briefing}
        begin={() => setBegun(beginPresentation(address, startAskedFor(history.state)))}
        back={end}
      />
    )
  return (
    <Stage
      title={briefing.title}
      scenes={scenes}
      version={version}
      begun={begun}
      licenseKey={licenseKey}
      end={end}
    />
  )
}

function useEnd(): () => void {
  const { boardId } = useBoard()
  const [, go] = useLocation()
  return () => {
    leaveFullScreen()
    go(`/board/${boardId}`, { replace: true })
  }
}

function Gone({ text }: { text: string }) {
  const end = useEnd()
  return <Notice title={text} text="" action={<Button onClick={end}>{words.backToBoard}</Button>} />
}
