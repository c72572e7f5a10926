import { Button, Divider, Stack, TextInput } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { Session } from '../../shared/protocol/http.ts'
import { api } from '../api.ts'
import { sessionKey } from '../session.ts'
import { messages } from '../ui/messages.ts'
import { Problem } from '../ui/problem.tsx'
import { PersonDot } from '../ui/person-dot.tsx'
import { Door } from './door.tsx'
import css from './start-page.module.css'

const words = messages.start

/** On this computer only: a name and one click. Nothing else stands between a person and their boards. */
export function StartPage({ session }: { session: Session }) {
  const queries = useQueryClient()
  const [name, setName] = useState('')
  const [nameProblem, setNameProblem] = useState<string | null>(null)
  const start = useMutation({
    mutationFn: api.start,
    onSuccess: () => queries.invalidateQueries({ queryKey: sessionKey }),
  })
  const known = session.knownHere

  return (
    <Door title={words.title} text={words.text}>
      <Stack gap="md">
        {start.isError && <Problem error={start.error} />}
        {known.length > 0 && (
          <>
            <Stack gap={6}>
              {known.map((person) => (
                <button
                  key={person.id}
                  type="button"
                  className={css['known']}
                  disabled={start.isPending}
                  onClick={() => start.mutate({ personId: person.id })}
                >
                  <PersonDot person={person} />
                  <span>
                    {words.goOnAs} <strong>{person.name}</strong>
                  </span>
                </button>
              ))}
            </Stack>
            <Divider label={words.or} labelPosition="left" my={4} />
          </>
        )}
        <form
          onSubmit={(event) => {
            event.preventDefault()
            if (name.trim() === '') setNameProblem(words.nameNeeded)
            else start.mutate({ name: name.trim() })
          }}
        >
          <Stack gap="md">
            <TextInput
              label={words.name}
              placeholder={words.namePlaceholder}
              value={name}
              size="md"
              maxLength={80}
              autoComplete="name"
              error={nameProblem}
              onChange={(event) => {
                setName(event.currentTarget.value)
                setNameProblem(null)
              }}
            />
            <Button
              type="submit"
              size="md"
              loading={start.isPending && start.variables?.name !== undefined}
            >
              {words.start}
            </Button>
          </Stack>
        </form>
      </Stack>
    </Door>
  )
}
