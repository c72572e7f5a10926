import { Button, Stack, Text } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import type { Role } from '../../shared/protocol/http.ts'
import { api } from '../api.ts'
import { messages } from '../ui/messages.ts'
import { Problem } from '../ui/problem.tsx'
import { Secret } from '../ui/secret.tsx'

/** Makes a link that lets one person in. */
export function InvitationLink({ body }: { body: { boardId?: string; role?: Role } }) {
  const invite = useMutation({ mutationFn: () => api.invite(body) })
  return (
    <Stack gap="xs" align="stretch">
      {invite.isError && <Problem error={invite.error} />}
      {invite.data && (
        <>
          <Secret text={new URL(invite.data.link, location.origin).href} />
          <Text size="sm" c="dimmed">
            {messages.members.linkHelp}
          </Text>
        </>
      )}
      <div>
        <Button variant="default" loading={invite.isPending} onClick={() => invite.mutate()}>
          {messages.account.invite}
        </Button>
      </div>
    </Stack>
  )
}
