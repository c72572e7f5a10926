import { Modal } from '@mantine/core'
import { useState } from 'react'
import type { Scene } from '../../../shared/briefing/scene.ts'
import { FindBox, type Entry } from '../../panels/find/find-box.tsx'
import { messages } from '../../ui/messages.ts'
import { presentingMessages as words } from './presenting-messages.ts'
import css from './presentation.module.css'

/** Any scene, by its number or by words of its title and description. */
export function JumpDialog({
  scenes,
  go,
  close,
}: {
  scenes: readonly Scene[]
  go: (index: number) => void
  close: () => void
}) {
  const [query, setQuery] = useState('')
  const asked = query.trim().toLowerCase()
  const entries = scenes.flatMap((scene, index): Entry[] => {
    const number = String(index + 1)
    const says = `${scene.title} ${scene.description}`.toLowerCase()
    if (
      asked !== '' &&
      number !== asked &&
      !asked.split(/\s+/u).every((word) => says.includes(word))
    )
      return []
    return [
      {
        key: scene.id,
        icon: <span className={css['number']}>{number}</span>,
        title: scene.title || words.scene(index + 1),
        ...(scene.description !== '' && { detail: scene.description }),
        pick: () => go(index),
      },
    ]
  })
  return (
    <Modal
      opened
      onClose={close}
      title={words.searchTitle}
      size={560}
      centered={false}
      yOffset="12dvh"
      closeButtonProps={{ 'aria-label': messages.common.close }}
    >
      <FindBox
        label={words.search}
        placeholder={words.search}
        query={query}
        setQuery={setQuery}
        sections={[{ title: words.scenes, entries }]}
        takesFocus
      />
    </Modal>
  )
}
