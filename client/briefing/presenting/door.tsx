import { Button, Group } from '@mantine/core'
import { useLocation } from 'wouter'
import type { BriefingId } from '../../../shared/briefing/briefing.ts'
import { useLooking } from '../../history/looking.ts'
import { Notice } from '../../ui/states.tsx'
import { followingAddress } from '../following/address.ts'
import { usePresenters } from '../following/presenters.ts'
import { enterFullScreen } from './full-screen.ts'
import { presentingMessages as words } from './presenting-messages.ts'

/**
 * Stands before a presentation whose address was opened without a press on "Present": a link that was sent, a window
 * that was restored, a way back. Nobody shows an audience something by that.
 */
export function Door({
  briefing,
  begin,
  back,
}: {
  briefing: { id: BriefingId; title: string }
  begin: () => void
  back: () => void
}) {
  const { boardId, awareness } = useLooking().live.session
  const [, go] = useLocation()
  const other = usePresenters(awareness).find((each) => each.presenting.briefing === briefing.id)
  const follow = () =>
    other &&
    go(followingAddress(boardId, other.personId, other.presenting.moment), { replace: true })
  return (
    <Notice
      title={words.doorTitle(briefing.title || words.untitled)}
      text={other ? words.presentsAlready(other.name) : words.doorText}
      action={
        <Group justify="center" gap="xs">
          {other && <Button onClick={follow}>{words.follow(other.name)}</Button>}
          <Button
            variant={other ? 'default' : 'filled'}
            onClick={() => {
              enterFullScreen()
              begin()
            }}
          >
            {other ? words.presentInstead : words.present}
          </Button>
          <Button variant="subtle" color="gray" onClick={back}>
            {words.backToBoard}
          </Button>
        </Group>
      }
    />
  )
}
