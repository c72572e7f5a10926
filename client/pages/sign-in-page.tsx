import { Button, Stack, Text } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { Session } from '../../shared/protocol/http.ts'
import { api } from '../api.ts'
import { sessionKey } from '../session.ts'
import { messages } from '../ui/messages.ts'
import { Problem } from '../ui/problem.tsx'
import { AccountFields, useAccountFields } from './account-fields.tsx'
import { Door } from './door.tsx'

const words = messages.signIn

/** Accounts mode: sign in, or make the account that owns this installation. */
export function SignInPage({ session }: { session: Session }) {
  const first = session.needsOwner
  const queries = useQueryClient()
  const account = useAccountFields()
  const enter = useMutation({
    mutationFn: () => (first ? api.signUp(account.values) : api.signIn(account.values)),
    onSuccess: () => queries.invalidateQueries({ queryKey: sessionKey }),
  })
  return (
    <Door
      title={first ? words.ownerTitle : words.title}
      {...(first ? { text: words.ownerText } : {})}
    >
      <form
        onSubmit={(event) => {
          event.preventDefault()
          enter.mutate()
        }}
      >
        <Stack gap="md">
          {enter.isError && <Problem error={enter.error} />}
          <AccountFields account={account} isNew={first} />
          <Button type="submit" size="md" loading={enter.isPending}>
            {first ? words.makeOwner : words.signIn}
          </Button>
          {!first && (
            <Text size="sm" c="dimmed">
              {words.needInvitation}
            </Text>
          )}
        </Stack>
      </form>
    </Door>
  )
}
