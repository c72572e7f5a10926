import { Button, Textarea, TextInput } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { IconFlag } from '@tabler/icons-react'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { messages } from '../ui/messages.ts'
import { sentenceOf } from '../ui/sentence-of.ts'
import { onceSaved } from './bring-back.ts'
import { historyApi } from './history-api.ts'
import { historyMessages as words } from './history-messages.ts'
import css from './history-panel.module.css'
import { useLooking } from './looking.ts'
import { historyKey } from './use-history.ts'

/** Keeps the board as it is, or the moment on show, under a name. `seq` is null for the board as it is. */
export function NameVersion({ seq }: { seq: number | null }) {
  const { live } = useLooking()
  const { boardId } = live.session
  const queries = useQueryClient()
  const [isOpen, setOpen] = useState(false)
  const save = useMutation({
    mutationFn: async (body: { name: string; note: string }) => {
      live.canvas.get()?.binding.flush()
      if (seq === null) await onceSaved(live.session)
      return historyApi.nameVersion(boardId, { ...body, ...(seq !== null && { seq }) })
    },
    onError: (error) => notifications.show({ message: sentenceOf(error) }),
    onSuccess: async ({ name }) => {
      await queries.invalidateQueries({ queryKey: historyKey(boardId) })
      setOpen(false)
      notifications.show({ message: words.named(name) })
    },
  })
  if (isOpen)
    return (
      <VersionForm
        before={{ name: '', note: '' }}
        isBusy={save.isPending}
        save={(body) => save.mutate(body)}
        cancel={() => setOpen(false)}
      />
    )
  return (
    <div className={css['tools']}>
      <Button
        variant="default"
        fullWidth
        leftSection={<IconFlag size={17} stroke={1.7} />}
        onClick={() => setOpen(true)}
      >
        {seq === null ? words.name : words.nameMoment}
      </Button>
    </div>
  )
}

export function VersionForm({
  before,
  isBusy,
  save,
  cancel,
}: {
  before: { name: string; note: string }
  isBusy: boolean
  save: (body: { name: string; note: string }) => void
  cancel: () => void
}) {
  const [name, setName] = useState(before.name)
  const [note, setNote] = useState(before.note)
  return (
    <form
      className={css['form']}
      onSubmit={(event) => {
        event.preventDefault()
        if (name.trim() !== '') save({ name: name.trim(), note: note.trim() })
      }}
    >
      <TextInput
        label={words.nameLabel}
        description={words.nameHelp}
        value={name}
        maxLength={120}
        required
        data-autofocus
        ref={focusFirst}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <Textarea
        label={words.noteLabel}
        value={note}
        maxLength={5000}
        autosize
        minRows={2}
        maxRows={6}
        onChange={(event) => setNote(event.currentTarget.value)}
      />
      <div className={css['buttons']}>
        <Button type="submit" loading={isBusy}>
          {words.save}
        </Button>
        <Button variant="default" onClick={cancel}>
          {messages.common.cancel}
        </Button>
      </div>
    </form>
  )
}

function focusFirst(input: HTMLInputElement | null): void {
  input?.focus()
}
