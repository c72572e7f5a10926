import { Button, PasswordInput, Stack } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { api } from '../api.ts'
import { messages } from '../ui/messages.ts'
import { Problem } from '../ui/problem.tsx'

const words = messages.account

/** Changing the password ends every other session of the person. */
export function PasswordChange() {
  const [current, setCurrent] = useState('')
  const [next, setNext] = useState('')
  const change = useMutation({
    mutationFn: () => api.changePassword({ current, next }),
    onSuccess: () => {
      setCurrent('')
      setNext('')
      notifications.show({ message: words.passwordChanged })
    },
  })
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        change.mutate()
      }}
    >
      <Stack gap="sm" align="stretch">
        {change.isError && <Problem error={change.error} />}
        <PasswordInput
          label={words.currentPassword}
          required
          withAsterisk={false}
          autoComplete="current-password"
          value={current}
          onChange={(event) => setCurrent(event.currentTarget.value)}
        />
        <PasswordInput
          label={words.nextPassword}
          description={messages.signIn.passwordHelp}
          required
          withAsterisk={false}
          minLength={8}
          maxLength={128}
          autoComplete="new-password"
          value={next}
          onChange={(event) => setNext(event.currentTarget.value)}
        />
        <div>
          <Button type="submit" variant="default" loading={change.isPending}>
            {words.changePassword}
          </Button>
        </div>
      </Stack>
    </form>
  )
}
