import { ActionIcon, Button, Group, Stack, Text, TextInput } from '@mantine/core'
import { IconTrash } from '@tabler/icons-react'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { api } from '../api.ts'
import { messages } from '../ui/messages.ts'
import { Problem } from '../ui/problem.tsx'
import { Secret } from '../ui/secret.tsx'
import { ago } from '../ui/time.ts'
import css from './account-page.module.css'

const words = messages.account
const keysKey = ['keys'] as const

/** Keys that let a program work as this person. The key itself is shown once, when it is made. */
export function ApiKeys() {
  const queries = useQueryClient()
  const [name, setName] = useState('')
  const reload = () => queries.invalidateQueries({ queryKey: keysKey })
  const keys = useQuery({ queryKey: keysKey, queryFn: api.keys })
  const make = useMutation({
    mutationFn: () => api.newKey(name.trim()),
    onSuccess: async () => {
      setName('')
      await reload()
    },
  })
  const remove = useMutation({ mutationFn: api.removeKey, onSuccess: reload })
  const failed = keys.error ?? make.error ?? remove.error
  return (
    <Stack gap="sm">
      {failed && <Problem error={failed} />}
      {keys.data?.length === 0 && <Text size="sm">{words.noKeys}</Text>}
      {keys.data && keys.data.length > 0 && (
        <ul className={css['keys']}>
          {keys.data.map((key) => (
            <li key={key.id} className={css['key']}>
              <Text className={css['grow']}>{key.name}</Text>
              <Text size="sm" c="dimmed">
                {words.keyMadeAt(ago(key.createdAt))}
              </Text>
              <ActionIcon
                variant="subtle"
                color="gray"
                aria-label={words.removeKey(key.name)}
                onClick={() => remove.mutate(key.id)}
              >
                <IconTrash size={17} stroke={1.6} />
              </ActionIcon>
            </li>
          ))}
        </ul>
      )}
      {make.data && (
        <Stack gap={6} component="output">
          <Text size="sm" fw={600}>
            {words.keyMade}
          </Text>
          <Secret text={make.data.key} />
        </Stack>
      )}
      <form
        onSubmit={(event) => {
          event.preventDefault()
          make.mutate()
        }}
      >
        <Group align="flex-end" gap="xs" wrap="nowrap">
          <TextInput
            className={css['grow']}
            label={words.keyName}
            value={name}
            required
            withAsterisk={false}
            maxLength={80}
            onChange={(event) => setName(event.currentTarget.value)}
          />
          <Button type="submit" variant="default" loading={make.isPending}>
            {words.newKey}
          </Button>
        </Group>
      </form>
    </Stack>
  )
}
