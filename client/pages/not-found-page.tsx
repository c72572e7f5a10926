import { Button } from '@mantine/core'
import { Link } from 'wouter'
import { messages } from '../ui/messages.ts'
import { Notice } from '../ui/states.tsx'

export function NotFoundPage() {
  return (
    <Notice
      title={messages.notFound.title}
      text={messages.notFound.text}
      action={
        <Button component={Link} href="/">
          {messages.common.back}
        </Button>
      }
    />
  )
}
