import { Button } from '@mantine/core'
import { IconPresentation } from '@tabler/icons-react'
import { useState } from 'react'
import { useLocation } from 'wouter'
import { audienceMessages } from '../../audience/audience-messages.ts'
import { useLooking } from '../../history/looking.ts'
import { useLive } from '../../ui/use-live.ts'
import { followingAddress } from './address.ts'
import css from './following.module.css'
import { usePresenters, type Presenter } from './presenters.ts'

const words = audienceMessages.following

/** Says calmly that somebody presents, and lets one join with one press; later too, for whoever did not want to at once. */
export function FollowInvitation() {
  const { live } = useLooking()
  const presenters = usePresenters(live.session.awareness)
  const [declined, decline] = useState<readonly number[]>([])
  return presenters.map((presenter) => {
    const { since } = presenter.presenting
    return (
      <Invitation
        key={presenter.client}
        presenter={presenter}
        isDeclined={declined.includes(since)}
        decline={() => decline([...declined, since])}
      />
    )
  })
}

function Invitation({
  presenter: { personId, name, presenting },
  isDeclined,
  decline,
}: {
  presenter: Presenter
  isDeclined: boolean
  decline: () => void
}) {
  const { live } = useLooking()
  const [, go] = useLocation()
  const briefings = useLive(live.briefings)
  const title = briefings.find(({ id }) => id === presenting.briefing)?.title ?? ''
  const follow = () => go(followingAddress(live.session.boardId, personId, presenting.moment))
  return (
    <aside className={css['invitation']} data-declined={isDeclined || undefined} aria-live="polite">
      <IconPresentation size={18} stroke={1.7} aria-hidden="true" />
      <span>{words.invitation(name, isDeclined ? '' : title)}</span>
      <Button
        size="compact-sm"
        {...(isDeclined && { variant: 'subtle', color: 'gray' })}
        onClick={follow}
      >
        {words.follow}
      </Button>
      {!isDeclined && (
        <Button size="compact-sm" variant="subtle" color="gray" onClick={decline}>
          {words.notNow}
        </Button>
      )}
    </aside>
  )
}
