import { Button, Kbd, Menu } from '@mantine/core'
import { IconClipboardText, IconFiles, IconPlus } from '@tabler/icons-react'
import { useEffect, useState } from 'react'
import { kindNames, kinds, type EvidenceId, type KindName } from '../../shared/evidence/kinds.ts'
import { KindIcon } from '../evidence/kind-icon.tsx'
import { chooseFiles } from '../files/choose-files.ts'
import { modKey } from '../ui/shortcut.ts'
import { waysInMessages as words } from './ways-in-messages.ts'
import { NewItemDialog } from './ways-in-new-item.tsx'
import { useWaysIn } from './ways-in-provider.tsx'
import type { WaysIn } from './ways-in.ts'

/** Opens the menu from the keyboard. None of the canvas's own keys. */
const ADD_KEY = 'i'

type Props = {
  /** Called with what was added, to select it or show it in the inspector. */
  onAdded?: (ids: EvidenceId[]) => void
  /** Only the sign, where there is little room. */
  isCompact?: boolean
}

/** Every way to bring evidence onto the board without dropping or pasting. Nothing for those who only view. */
export function AddMenu({ onAdded = () => {}, isCompact = false }: Props) {
  const waysIn = useWaysIn()
  const [isOpen, setOpen] = useState(false)
  const [kind, setKind] = useState<KindName | null>(null)
  useAddKey(() => waysIn.canEdit && setOpen(true))
  if (!waysIn.canEdit) return null

  const added = (ids: EvidenceId[]) => ids.length > 0 && onAdded(ids)
  return (
    <>
      <Menu opened={isOpen} onChange={setOpen} position="bottom-start" width={290} returnFocus>
        <Menu.Target>
          <Button
            {...(isCompact && { px: 9, 'aria-label': words.add })}
            leftSection={isCompact ? null : <IconPlus size={17} stroke={2} aria-hidden="true" />}
            aria-keyshortcuts={ADD_KEY}
            title={`${words.addHint} (${ADD_KEY.toUpperCase()})`}
          >
            {isCompact ? <IconPlus size={19} stroke={2} aria-hidden="true" /> : words.add}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item
            leftSection={<IconFiles size={18} stroke={1.7} aria-hidden="true" />}
            onClick={() => void addChosen(waysIn, added)}
          >
            {words.chooseFiles}
          </Menu.Item>
          <Menu.Item
            leftSection={<IconClipboardText size={18} stroke={1.7} aria-hidden="true" />}
            rightSection={<Kbd size="xs">{`${modKey} V`}</Kbd>}
            onClick={() => void addCopied(waysIn, added)}
          >
            {words.paste}
          </Menu.Item>
          <Menu.Divider />
          {kindNames.map((name) => (
            <Menu.Item
              key={name}
              leftSection={<KindIcon kind={name} />}
              onClick={() => setKind(name)}
            >
              {kinds[name].label}
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
      {kind && <NewItem kind={kind} close={() => setKind(null)} onAdded={added} />}
    </>
  )
}

/** Asks for what a new item of this kind is about, and puts it on the board. */
export function NewItem({
  kind,
  close,
  onAdded,
}: {
  kind: KindName
  close: () => void
  onAdded: (ids: EvidenceId[]) => void
}) {
  const waysIn = useWaysIn()
  return (
    <NewItemDialog
      kind={kind}
      onClose={close}
      onFiles={(files) => onAdded(waysIn.addFiles(files, undefined, { as: kind }))}
      onItem={(fields) => {
        const id =
          kind === 'link'
            ? waysIn.addLinks([String(fields['url'])])[0]
            : waysIn.addItem(kind, fields)
        if (id) onAdded([id])
      }}
    />
  )
}

async function addChosen(waysIn: WaysIn, added: (ids: EvidenceId[]) => void): Promise<void> {
  added(waysIn.addFiles(await chooseFiles()))
}

/** What was copied elsewhere: addresses become links, other text a quote. */
async function addCopied(waysIn: WaysIn, added: (ids: EvidenceId[]) => void): Promise<void> {
  try {
    const text = await navigator.clipboard.readText()
    if (text.trim() === '') return waysIn.notify(words.nothingCopied)
    added(waysIn.addText(text))
  } catch {
    // Refused by the person or, on plain http, by the browser: the paste keys still work.
    waysIn.notify(words.pasteByKeys)
  }
}

function useAddKey(open: () => void): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const { ctrlKey, metaKey, altKey, shiftKey } = event
      if (event.key.toLowerCase() !== ADD_KEY || event.defaultPrevented) return
      if (ctrlKey || metaKey || altKey || shiftKey || isTyping(event.target)) return
      event.preventDefault()
      open()
    }
    window.addEventListener('keydown', onKey)
    return () => window.removeEventListener('keydown', onKey)
  })
}

function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false
  return (
    target.isContentEditable ||
    target.closest('input, textarea, select, [role="dialog"], [role="menu"]') !== null
  )
}
