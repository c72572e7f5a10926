import { Button } from '@mantine/core'
import { Component, type ReactNode } from 'react'
import { messages } from './messages.ts'
import { Notice } from './states.tsx'

/** Turns a bug in a page into a sentence and a way on. React offers this to classes only. */
export class PageBoundary extends Component<{ children: ReactNode }, { failed: boolean }> {
  override state = { failed: false }

  static getDerivedStateFromError() {
    return { failed: true }
  }

  override render() {
    if (!this.state.failed) return this.props.children
    return (
      <Notice
        title={messages.errors.title}
        text={messages.errors.page}
        action={<Button onClick={() => location.reload()}>{messages.errors.reload}</Button>}
      />
    )
  }
}
