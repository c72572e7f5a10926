import { Text, Title } from '@mantine/core'
import { useEffect, useRef, type ReactNode } from 'react'
import { ColorSchemeMenu } from '../ui/color-scheme-menu.tsx'
import { Mark } from '../ui/logo.tsx'
import { messages } from '../ui/messages.ts'
import { BoardPicture } from './board-picture.tsx'
import css from './door.module.css'

/** The frame of every page before one is in: what this is, and one thing to do. */
export function Door({
  title,
  text,
  children,
}: {
  title: string
  text?: string
  children: ReactNode
}) {
  const body = useRef<HTMLDivElement>(null)
  useEffect(() => {
    // The page has one thing to do, so one can start to type at once.
    body.current?.querySelector<HTMLElement>('input, button')?.focus()
  }, [])
  return (
    <div className={css['door']}>
      <main className={css['side']}>
        <header className={css['top']}>
          <span className={css['name']}>
            <Mark size={28} />
            {messages.product}
          </span>
          <ColorSchemeMenu />
        </header>
        <div ref={body} className={css['body']}>
          <Title order={1} className={css['title']}>
            {title}
          </Title>
          {text && (
            <Text c="dimmed" mb="lg">
              {text}
            </Text>
          )}
          {children}
        </div>
        <Text size="sm" c="dimmed" className={css['foot']}>
          {messages.tagline}
        </Text>
      </main>
      <div className={css['picture']} aria-hidden="true">
        <BoardPicture />
      </div>
    </div>
  )
}
