import { Button, Stack, Text, Title } from '@mantine/core'
import type { ReactNode } from 'react'
import { sentenceOf } from './sentence-of.ts'
import { Mark } from './logo.tsx'
import { messages } from './messages.ts'
import css from './states.module.css'

/** A page that only says one thing and offers at most one way on. */
export function Notice({
  title,
  text,
  action,
}: {
  title: string
  text: string
  action?: ReactNode
}) {
  return (
    <main className={css['whole']}>
      <Stack align="center" gap="xs" maw={440} ta="center">
        <Mark size={36} />
        <Title order={1} size="h3" mt="xs">
          {title}
        </Title>
        <Text c="dimmed">{text}</Text>
        {action && <div className={css['action']}>{action}</div>}
      </Stack>
    </main>
  )
}

export function Failed({ error, retry }: { error: unknown; retry: () => void }) {
  return (
    <Notice
      title={messages.errors.title}
      text={sentenceOf(error)}
      action={<Button onClick={retry}>{messages.common.retry}</Button>}
    />
  )
}

/** Says nothing at first; only a wait that is felt gets a word. */
export function Quiet({ text = messages.common.loading }: { text?: string }) {
  return (
    <output className={css['whole']}>
      <Text c="dimmed" className={css['late']}>
        {text}
      </Text>
    </output>
  )
}
