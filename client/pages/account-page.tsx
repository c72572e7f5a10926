import { Button, Group, Stack, Text, TextInput, Title } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { Person, Session } from '../../shared/protocol/http.ts'
import { api } from '../api.ts'
import { sessionKey, useSignOut } from '../session.ts'
import { messages } from '../ui/messages.ts'
import { PersonDot } from '../ui/person-dot.tsx'
import { Problem } from '../ui/problem.tsx'
import { useDocumentTitle } from '../ui/use-document-title.ts'
import css from './account-page.module.css'
import { ApiKeys } from './api-keys.tsx'
import { InvitationLink } from './invitation-link.tsx'
import { PageFrame } from './page-frame.tsx'
import { PasswordChange } from './password-change.tsx'

const words = messages.account

export function AccountPage({ person, session }: { person: Person; session: Session }) {
  useDocumentTitle(words.title)
  const signOut = useSignOut()
  return (
    <PageFrame person={person}>
      <Title order={1} className={css['title']}>
        {words.title}
      </Title>
      <section className={css['section']} aria-labelledby="you">
        <Title order={2} id="you" className={css['heading']}>
          {words.you}
        </Title>
        <div className={css['body']}>
          <Name person={person} />
          <Group gap="sm" mt="md">
            <PersonDot person={person} size={36} />
            <Text size="sm" c="dimmed">
              {words.colour}
              {person.email && (
                <>
                  <br />
                  {person.email}
                </>
              )}
            </Text>
          </Group>
          <Button
            variant="default"
            mt="lg"
            loading={signOut.isPending}
            onClick={() => signOut.mutate()}
          >
            {session.mode === 'accounts' ? words.signOut : words.switchPerson}
          </Button>
          {signOut.isError && <Problem error={signOut.error} />}
        </div>
      </section>
      {session.mode === 'accounts' && (
        <section className={css['section']} aria-labelledby="password">
          <Title order={2} id="password" className={css['heading']}>
            {words.password}
          </Title>
          <div className={css['body']}>
            <PasswordChange />
          </div>
        </section>
      )}
      {session.mode === 'accounts' && person.isOwner && (
        <section className={css['section']} aria-labelledby="people">
          <Title order={2} id="people" className={css['heading']}>
            {words.people}
          </Title>
          <div className={css['body']}>
            <Text size="sm" c="dimmed" mb="sm">
              {words.peopleText}
            </Text>
            <InvitationLink body={{}} />
          </div>
        </section>
      )}
      <section className={css['section']} aria-labelledby="keys">
        <Title order={2} id="keys" className={css['heading']}>
          {words.keys}
        </Title>
        <div className={css['body']}>
          <Text size="sm" c="dimmed" mb="sm">
            {words.keysText}
          </Text>
          <ApiKeys />
        </div>
      </section>
    </PageFrame>
  )
}

function Name({ person }: { person: Person }) {
  const queries = useQueryClient()
  const [name, setName] = useState(person.name)
  const rename = useMutation({
    mutationFn: () => api.rename(name.trim()),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: sessionKey })
      notifications.show({ message: words.nameSaved })
    },
  })
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        rename.mutate()
      }}
    >
      <Stack gap="xs">
        {rename.isError && <Problem error={rename.error} />}
        <Group align="flex-end" gap="xs" wrap="nowrap">
          <TextInput
            className={css['grow']}
            label={words.name}
            description={words.nameHelp}
            value={name}
            maxLength={80}
            required
            withAsterisk={false}
            autoComplete="name"
            onChange={(event) => setName(event.currentTarget.value)}
          />
          <Button
            type="submit"
            loading={rename.isPending}
            disabled={name.trim() === '' || name.trim() === person.name}
          >
            {messages.common.save}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}
