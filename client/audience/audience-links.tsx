import { Button, Checkbox, NativeSelect, PasswordInput } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { BriefingWithScenes } from '../../shared/briefing/briefings.ts'
import type { AudienceLink } from '../../shared/protocol/audience.ts'
import { useBoard } from '../board/board-provider.tsx'
import { Problem } from '../ui/problem.tsx'
import { Secret } from '../ui/secret.tsx'
import { moment } from '../ui/time.ts'
import { audienceApi } from './audience-api.ts'
import css from './audience-links.module.css'
import { audienceMessages } from './audience-messages.ts'

const words = audienceMessages.links
const COUNT_EVERY_MS = 5_000

/** The links by which others may watch a briefing: making them, who is there, taking them back. */
export function AudienceLinks({ briefing }: { briefing: BriefingWithScenes }) {
  const { boardId } = useBoard()
  const [isMaking, setMaking] = useState(false)
  const links = useQuery({
    queryKey: keyOf(boardId),
    queryFn: () => audienceApi.links(boardId),
    refetchInterval: COUNT_EVERY_MS,
  })
  const own = links.data?.filter((link) => link.briefing === briefing.id) ?? []
  return (
    <section className={css['links']} aria-label={words.title}>
      <h3>{words.title}</h3>
      <p className={css['soft']}>{links.isError ? words.failed : words.help}</p>
      {own.length > 0 && (
        <ul>
          {own.map((link) => (
            <LinkLine key={link.id} link={link} />
          ))}
        </ul>
      )}
      {isMaking ? (
        <NewLink briefing={briefing} close={() => setMaking(false)} />
      ) : (
        <Button size="xs" variant="default" onClick={() => setMaking(true)}>
          {words.make}
        </Button>
      )}
    </section>
  )
}

function LinkLine({ link }: { link: AudienceLink }) {
  const { boardId } = useBoard()
  const queries = useQueryClient()
  const revoke = useMutation({
    mutationFn: () => audienceApi.revoke(boardId, link.id),
    onSuccess: async () => {
      notifications.show({ message: link.hasEnded ? words.forgotten : words.revoked })
      await queries.invalidateQueries({ queryKey: keyOf(boardId) })
    },
  })
  const about = [
    words.until(moment(link.expiresAt)),
    ...(link.hasPassword ? [words.withPassword] : []),
    ...(link.madeBy === '' ? [] : [link.madeBy]),
  ]
  return (
    <li>
      {link.hasEnded ? (
        <span className={css['soft']}>{words.ended(link.madeBy)}</span>
      ) : (
        <span>
          <strong>{words.watching(link.watching)}</strong>
          <span className={css['soft']}> {about.join(' · ')}</span>
        </span>
      )}
      <Button
        size="compact-xs"
        variant="subtle"
        color="gray"
        loading={revoke.isPending}
        onClick={() => revoke.mutate()}
      >
        {link.hasEnded ? words.forget : words.revoke}
      </Button>
      {revoke.isError && <Problem error={revoke.error} />}
    </li>
  )
}

function NewLink({ briefing, close }: { briefing: BriefingWithScenes; close: () => void }) {
  const { boardId } = useBoard()
  const queries = useQueryClient()
  const [hours, setHours] = useState('24')
  const [password, setPassword] = useState('')
  const [asksName, setAsksName] = useState(false)
  const make = useMutation({
    mutationFn: () =>
      audienceApi.make(boardId, {
        briefing: briefing.id,
        validHours: Number(hours),
        asksName,
        ...(password !== '' && { password }),
      }),
    onSuccess: () => queries.invalidateQueries({ queryKey: keyOf(boardId) }),
  })
  if (make.data)
    return (
      <div className={css['form']}>
        <Secret text={new URL(make.data.link, location.origin).href} />
        <p className={css['soft']}>{words.onlyNow}</p>
      </div>
    )
  return (
    <form
      className={css['form']}
      onSubmit={(event) => {
        event.preventDefault()
        make.mutate()
      }}
    >
      {make.isError && <Problem error={make.error} />}
      <NativeSelect
        size="xs"
        label={words.hours}
        value={hours}
        data={Object.entries(words.validities).map(([value, label]) => ({ value, label }))}
        onChange={(event) => setHours(event.currentTarget.value)}
      />
      <PasswordInput
        size="xs"
        label={words.password}
        value={password}
        maxLength={128}
        autoComplete="new-password"
        onChange={(event) => setPassword(event.currentTarget.value)}
      />
      <Checkbox
        size="xs"
        label={words.asksName}
        checked={asksName}
        onChange={(event) => setAsksName(event.currentTarget.checked)}
      />
      <div className={css['buttons']}>
        <Button size="xs" type="submit" loading={make.isPending}>
          {words.create}
        </Button>
        <Button size="xs" variant="subtle" color="gray" onClick={close}>
          {words.cancel}
        </Button>
      </div>
    </form>
  )
}

function keyOf(boardId: string): readonly string[] {
  return ['audience-links', boardId]
}
