import { Button } from '@mantine/core'
import { useState } from 'react'
import { useLocation } from 'wouter'
import type { BriefingId } from '../../../shared/briefing/briefing.ts'
import { presentedScenes, type BriefingWithScenes } from '../../../shared/briefing/briefings.ts'
import { useBoard } from '../../board/board-provider.tsx'
import { useLooking } from '../../history/looking.ts'
import { usePastState } from '../../history/looking-provider.tsx'
import type { PastBoard } from '../../history/past-board.ts'
import { useHistory } from '../../history/use-history.ts'
import { sentenceOf } from '../../ui/sentence-of.ts'
import { Notice, Quiet } from '../../ui/states.tsx'
import { useLive } from '../../ui/use-live.ts'
import { presentingMessages as words } from './presenting-messages.ts'
import { Stage } from './stage.tsx'
import { leaveFullScreen } from './full-screen.ts'

type Props = { id: BriefingId; licenseKey: string | null }

/** A briefing instead of the board's page: of the board as it is, or of the moment that the address names. */
export function Presentation({ id, licenseKey }: Props) {
  const { past } = useLooking()
  return past ? (
    <Frozen past={past} id={id} licenseKey={licenseKey} />
  ) : (
    <Live id={id} licenseKey={licenseKey} />
  )
}

function Live({ id, licenseKey }: Props) {
  const board = useBoard()
  const isHere = useLive(board.sync).kind !== 'opening'
  const briefing = useLive(board.briefings).find((each) => each.id === id)
  if (!briefing) return isHere ? <Gone text={words.gone} /> : <Quiet text={words.opening} />
  return <Scenes briefing={briefing} version={null} licenseKey={licenseKey} />
}

/** The board as it stood, while others edit on. Scenes are those of then; of now where there were none yet. */
function Frozen({ past, id, licenseKey }: Props & { past: PastBoard }) {
  const { live, moment } = useLooking()
  const { shown, failure } = usePastState(past)
  const [today] = useState(() => live.briefings.get().find((each) => each.id === id))
  const then = useLive(past.board.handle.briefings).find((each) => each.id === id)
  const versions = useHistory().data?.versions ?? []
  const seq = moment?.kind === 'past' ? moment.seq : null
  const version = versions.find((each) => each.seq === seq)?.name ?? words.moment
  if (failure !== null) return <Gone text={`${words.versionFailed} ${sentenceOf(failure)}`} />
  if (shown === null) return <Quiet text={words.openingVersion} />
  const briefing = then ?? today
  if (!briefing) return <Gone text={words.gone} />
  return <Scenes briefing={briefing} version={version} licenseKey={licenseKey} />
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
  const scenes = presentedScenes(briefing)
  const end = useEnd()
  if (scenes.length === 0) return <Gone text={words.noScenes} />
  return (
    <Stage
      title={briefing.title}
      scenes={scenes}
      version={version}
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
    go(`/board/${boardId}`)
  }
}

function Gone({ text }: { text: string }) {
  const end = useEnd()
  return <Notice title={text} text="" action={<Button onClick={end}>{words.backToBoard}</Button>} />
}
