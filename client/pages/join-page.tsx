import { Anchor, Button, Stack, Text } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { Link, useLocation } from 'wouter'
import { api } from '../api.ts'
import { sessionKey, useSession } from '../session.ts'
import { messages } from '../ui/messages.ts'
import { Problem } from '../ui/problem.tsx'
import { Failed, Notice, Quiet } from '../ui/states.tsx'
import { AccountFields, useAccountFields } from './account-fields.tsx'
import { Door } from './door.tsx'

const words = messages.signIn

/** Where an invitation link leads: make an account, or go straight in with the one there is. */
export function JoinPage({ token }: { token: string }) {
  const session = useSession()
  const invitation = useQuery({
    queryKey: ['invitation', token],
    queryFn: () => api.invitation(token),
    staleTime: Infinity,
  })
  if (session.isPending || invitation.isPending) return <Quiet />
  if (session.isError) return <Failed error={session.error} retry={() => void session.refetch()} />
  if (invitation.isError) {
    return (
      <Notice
        title={words.joinTitle}
        text={words.joinGone}
        action={
          <Button component={Link} href="/">
            {messages.common.back}
          </Button>
        }
      />
    )
  }
  const { invitedBy, boardTitle } = invitation.data
  return (
    <Door
      title={words.joinTitle}
      text={
        boardTitle === null ? words.joinText(invitedBy) : words.joinBoard(invitedBy, boardTitle)
      }
    >
      <JoinForm token={token} personName={session.data.person?.name ?? null} />
    </Door>
  )
}

function JoinForm({ token, personName }: { token: string; personName: string | null }) {
  const queries = useQueryClient()
  const [, go] = useLocation()
  const account = useAccountFields()
  const [hasAccount, setHasAccount] = useState(false)
  const join = useMutation({
    mutationFn: async () => {
      if (personName !== null) return api.join(token, {})
      if (!hasAccount) return api.join(token, account.values)
      await api.signIn(account.values)
      return api.join(token, {})
    },
    onSuccess: async ({ boardId }) => {
      await queries.invalidateQueries({ queryKey: sessionKey })
      go(boardId === null ? '/' : `/board/${boardId}`)
    },
  })
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        join.mutate()
      }}
    >
      <Stack gap="md">
        {join.isError && <Problem error={join.error} />}
        {personName === null ? (
          <AccountFields account={account} isNew={!hasAccount} />
        ) : (
          <Text>{words.signedInAs(personName)}</Text>
        )}
        <Button type="submit" size="md" loading={join.isPending}>
          {words.join}
        </Button>
        {personName === null && (
          <Anchor
            component="button"
            type="button"
            size="sm"
            onClick={() => setHasAccount(!hasAccount)}
          >
            {hasAccount ? words.newAccount : words.haveAccount}
          </Anchor>
        )}
      </Stack>
    </form>
  )
}
