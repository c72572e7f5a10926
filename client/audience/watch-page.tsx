import { Button, PasswordInput, Stack, TextInput } from '@mantine/core'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { AppError } from '../../shared/app-error.ts'
import type { AudienceDoor } from '../../shared/protocol/audience.ts'
import { Door } from '../pages/door.tsx'
import { Problem } from '../ui/problem.tsx'
import { Failed, Quiet } from '../ui/states.tsx'
import { audienceApi } from './audience-api.ts'
import { audienceMessages } from './audience-messages.ts'
import { Gone } from './gone.tsx'
import { Watching } from './watching.tsx'

const words = audienceMessages.door

/** Where a link that only watches leads: its door, and what is shown behind it. */
export function WatchPage({ token }: { token: string }) {
  const door = useQuery({
    queryKey: ['audience-door', token],
    queryFn: () => audienceApi.door(token),
    staleTime: Infinity,
  })
  if (door.isPending) return <Quiet />
  if (door.isError)
    return door.error instanceof AppError && door.error.code === 'audience/gone' ? (
      <Gone />
    ) : (
      <Failed error={door.error} retry={() => void door.refetch()} />
    )
  const again = () => void door.refetch()
  if (!door.data.isIn) return <Entrance token={token} door={door.data} enter={again} />
  return <Watching token={token} licenseKey={door.data.tldrawLicenseKey} again={again} />
}

function Entrance({
  token,
  door: { asksName, asksPassword },
  enter: whenIn,
}: {
  token: string
  door: AudienceDoor
  enter: () => void
}) {
  const [name, setName] = useState('')
  const [password, setPassword] = useState('')
  const { mutate, isPending, error } = useMutation({
    mutationFn: (body: { name?: string; password?: string }) => audienceApi.enter(token, body),
    onSuccess: whenIn,
  })
  const isOpen = !asksName && !asksPassword
  useEffect(() => {
    if (isOpen) mutate({})
  }, [isOpen, mutate])
  if (isOpen) return error ? <Failed error={error} retry={() => mutate({})} /> : <Quiet />
  return (
    <Door title={words.title} text={words.text}>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          mutate({ ...(asksName && { name }), ...(asksPassword && { password }) })
        }}
      >
        <Stack gap="md">
          {error && <Problem error={error} />}
          {asksName && (
            <TextInput
              label={words.name}
              value={name}
              required
              maxLength={80}
              autoComplete="name"
              onChange={(event) => setName(event.currentTarget.value)}
            />
          )}
          {asksPassword && (
            <PasswordInput
              label={words.password}
              value={password}
              required
              maxLength={128}
              autoComplete="off"
              onChange={(event) => setPassword(event.currentTarget.value)}
            />
          )}
          <Button type="submit" size="md" loading={isPending}>
            {words.enter}
          </Button>
        </Stack>
      </form>
    </Door>
  )
}
