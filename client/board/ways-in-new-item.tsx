import { Button, Group, Modal, Stack, Text, Textarea, TextInput } from '@mantine/core'
import { IconFiles } from '@tabler/icons-react'
import { useState, type FormEvent, type KeyboardEvent } from 'react'
import { fieldsOf } from '../../shared/evidence/kind.ts'
import { kinds, type KindName } from '../../shared/evidence/kinds.ts'
import { chooseFiles } from '../files/choose-files.ts'
import { waysInMessages as words } from './ways-in-messages.ts'
import { addressOf, titleOf } from './ways-in-text.ts'

type Props = {
  kind: KindName
  onClose: () => void
  onFiles: (files: File[]) => void
  onItem: (fields: Record<string, unknown>) => void
}

/** What the file chooser offers first; everything else can still be chosen there. */
const accepted: Partial<Record<KindName, string>> = {
  video: 'video/*,.mkv,.avi,.mts,.m2ts',
  photo: 'image/*,.heic,.heif',
  satellite: 'image/*,.tif,.tiff',
}

/** Asks for the one thing a new item of this kind is about: its words, its address, or its file. */
export function NewItemDialog({ kind, onClose, onFiles, onItem }: Props) {
  const [text, setText] = useState('')
  const [problem, setProblem] = useState<string | null>(null)
  const { label, hint } = kinds[kind]
  const { field, label: fieldLabel, isLong } = leadOf(kind)
  const takesFile = 'file' in kinds[kind].fields

  const choose = async () => {
    const files = await chooseFiles({ accept: accepted[kind] ?? '' })
    if (files.length === 0) return
    onFiles(files)
    onClose()
  }
  const submit = (event?: FormEvent) => {
    event?.preventDefault()
    const value = text.trim()
    const wrong = problemWith(kind, value)
    setProblem(wrong)
    if (wrong !== null) return
    onItem(
      isLong
        ? { title: titleOf(value), [field]: value }
        : { [field]: kind === 'link' ? addressOf(value) : value },
    )
    onClose()
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) submit()
  }
  const input = {
    label: fieldLabel,
    value: text,
    error: problem,
    onChange: (event: { currentTarget: { value: string } }) => setText(event.currentTarget.value),
    'data-autofocus': !takesFile,
  }

  return (
    <Modal opened onClose={onClose} title={words.newItem(label)} centered>
      <form onSubmit={submit} noValidate>
        <Stack gap="md">
          <Text size="sm" c="dimmed">
            {hint}
          </Text>
          {takesFile && (
            <>
              <Button
                data-autofocus
                leftSection={<IconFiles size={18} aria-hidden="true" />}
                onClick={() => void choose()}
              >
                {words.chooseFiles}
              </Button>
              <Text size="xs" c="dimmed" ta="center">
                {words.orDrop}
              </Text>
            </>
          )}
          {isLong ? (
            <Textarea
              {...input}
              autosize
              minRows={4}
              maxRows={14}
              description={words.keys}
              onKeyDown={onKeyDown}
            />
          ) : (
            <TextInput
              {...input}
              type={kind === 'link' ? 'url' : 'text'}
              inputMode={kind === 'link' ? 'url' : 'text'}
            />
          )}
          <Group justify="flex-end" gap="sm">
            <Button variant="default" onClick={onClose}>
              {words.cancel}
            </Button>
            <Button type="submit" variant={takesFile ? 'default' : 'filled'}>
              {takesFile ? words.withoutFile : words.addIt}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}

/** The field by which a kind is begun: its own words where it has some, the address of a link, else a title. */
function leadOf(kind: KindName): { field: string; label: string; isLong: boolean } {
  if (kind === 'link') return { field: 'url', label: words.address, isLong: false }
  const { lead } = kinds[kind]
  const field = fieldsOf(kinds[kind])[lead]
  return field?.type === 'longText'
    ? { field: lead, label: field.label, isLong: true }
    : { field: 'title', label: words.title, isLong: false }
}

function problemWith(kind: KindName, value: string): string | null {
  if (value === '') return words.empty
  return kind === 'link' && addressOf(value) === null ? words.addressWrong : null
}
