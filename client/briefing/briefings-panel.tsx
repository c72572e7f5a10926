import { ActionIcon, Button, Menu, NativeSelect, TextInput } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { IconDots, IconPencil, IconPlus, IconTrash } from '@tabler/icons-react'
import { useState } from 'react'
import { addBriefing, nameBriefing, removeBriefing } from '../../shared/briefing/actions.ts'
import type { BriefingWithScenes } from '../../shared/briefing/briefings.ts'
import { AudienceLinks } from '../audience/audience-links.tsx'
import { useBoard } from '../board/board-provider.tsx'
import { useRole } from '../board/use-role.ts'
import { useLive } from '../ui/use-live.ts'
import { briefingMessages as words } from './briefing-messages.ts'
import css from './briefings-panel.module.css'
import { PresentButton } from './present-button.tsx'
import { SceneList } from './scene-list.tsx'

/** The briefings of the board: which one, how to present it, and its scenes. */
export function BriefingsPanel() {
  const board = useBoard()
  const briefings = useLive(board.briefings)
  const mayEdit = useRole() !== 'viewer'
  const [chosen, choose] = useState<string | null>(null)
  const [isNaming, setNaming] = useState(false)
  const briefing = briefings.find(({ id }) => id === chosen) ?? briefings[0]
  const create = () => {
    const count = briefings.length
    const title = count === 0 ? words.firstTitle : words.countedTitle(count + 1)
    choose(addBriefing(board.doc, { title, by: board.me.name }))
    setNaming(true)
  }
  if (!briefing)
    return (
      <div className={css['nothing']}>
        <p>{mayEdit ? words.empty : words.emptyViewer}</p>
        {mayEdit && (
          <Button leftSection={<IconPlus size={17} stroke={1.8} />} onClick={create}>
            {words.create}
          </Button>
        )}
      </div>
    )
  return (
    <>
      <div className={css['tools']}>
        {isNaming && mayEdit && briefing.isThere ? (
          <NameField briefing={briefing} done={() => setNaming(false)} />
        ) : (
          <NativeSelect
            className={css['which']}
            aria-label={words.which}
            value={briefing.id}
            data={briefings.map((each) => ({ value: each.id, label: nameOf(each) }))}
            onChange={(event) => choose(event.currentTarget.value)}
          />
        )}
        {mayEdit && (
          <BriefingMenu briefing={briefing} create={create} rename={() => setNaming(true)} />
        )}
        <PresentButton briefing={briefing} />
      </div>
      <SceneList key={briefing.id} briefing={briefing} mayEdit={mayEdit} />
      {mayEdit && briefing.isThere && <AudienceLinks briefing={briefing} />}
    </>
  )
}

function BriefingMenu({
  briefing,
  create,
  rename,
}: {
  briefing: BriefingWithScenes
  create: () => void
  rename: () => void
}) {
  const { doc } = useBoard()
  return (
    <Menu position="bottom-end" width={220}>
      <Menu.Target>
        <ActionIcon variant="subtle" color="gray" size="lg" aria-label={words.more}>
          <IconDots size={18} stroke={1.8} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item leftSection={<IconPlus size={17} stroke={1.6} />} onClick={create}>
          {words.create}
        </Menu.Item>
        {briefing.isThere && (
          <Menu.Item leftSection={<IconPencil size={17} stroke={1.6} />} onClick={rename}>
            {words.rename}
          </Menu.Item>
        )}
        <Menu.Item
          leftSection={<IconTrash size={17} stroke={1.6} />}
          onClick={() => {
            removeBriefing(doc, briefing.id)
            notifications.show({ message: words.removed(nameOf(briefing)) })
          }}
        >
          {words.remove}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}

function NameField({ briefing, done }: { briefing: BriefingWithScenes; done: () => void }) {
  const { doc } = useBoard()
  return (
    <TextInput
      className={css['which']}
      aria-label={words.name}
      defaultValue={briefing.title}
      maxLength={200}
      ref={(field) => {
        if (field && document.activeElement !== field) field.select()
      }}
      onKeyDown={(event) => {
        if (event.key === 'Escape') event.currentTarget.value = briefing.title
        if (event.key !== 'Escape' && event.key !== 'Enter') return
        event.preventDefault()
        event.stopPropagation()
        event.currentTarget.blur()
      }}
      onBlur={(event) => {
        const title = event.currentTarget.value.trim()
        if (title !== '' && title !== briefing.title) nameBriefing(doc, briefing.id, title)
        done()
      }}
    />
  )
}

function nameOf({ isThere, title }: BriefingWithScenes): string {
  if (!isThere) return words.gone
  return title.trim() || words.untitled
}
