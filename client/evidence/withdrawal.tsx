import { ActionIcon, Button, Menu } from '@mantine/core'
import { IconArchiveOff, IconDots } from '@tabler/icons-react'
import { useState } from 'react'
import { bringBack, withdraw } from '../../shared/board/judging.ts'
import type { Evidence } from '../../shared/evidence/kinds.ts'
import { valueOf } from '../../shared/evidence/values.ts'
import { useBoard } from '../board/board-provider.tsx'
import { useRole } from '../board/use-role.ts'
import { messages as common } from '../ui/messages.ts'
import { moment } from '../ui/time.ts'
import { useNoteCustody } from './custody/use-note-custody.ts'
import { FieldFrame } from './fields/field-frame.tsx'
import css from './fields/fields.module.css'
import own from './inspector.module.css'
import { messages } from './inspector-messages.ts'

const words = messages.withdraw

/** The rarely needed things that can be done with an item. */
export function MoreMenu({ openWithdrawal }: { openWithdrawal: () => void }) {
  return (
    <Menu position="bottom-end" width={200} returnFocus={false}>
      <Menu.Target>
        <ActionIcon variant="default" size={26} aria-label={words.menu}>
          <IconDots size={16} stroke={1.8} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item
          leftSection={<IconArchiveOff size={17} stroke={1.7} aria-hidden="true" />}
          onClick={openWithdrawal}
        >
          {words.open}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}

/** Asks why, and withdraws. */
export function WithdrawForm({ evidence, close }: { evidence: Evidence; close: () => void }) {
  const { doc, me } = useBoard()
  const note = useNoteCustody()
  const [reason, setReason] = useState('')
  return (
    <form
      className={css['change']}
      aria-label={words.open}
      onSubmit={(event) => {
        event.preventDefault()
        if (reason.trim() === '') return
        withdraw(doc, evidence.id, { reason, by: me.name })
        note(evidence, { what: 'withdrawn', reason: reason.trim() })
        close()
      }}
    >
      <FieldFrame field={{ label: words.reason, help: words.help }}>
        {(control) => (
          <textarea
            {...control}
            className={css['input']}
            rows={3}
            required
            value={reason}
            maxLength={5000}
            ref={focusFirst}
            onChange={(event) => setReason(event.currentTarget.value)}
          />
        )}
      </FieldFrame>
      <div className={css['buttons']}>
        <Button size="compact-md" type="submit">
          {words.confirm}
        </Button>
        <Button size="compact-md" variant="default" onClick={close}>
          {common.common.cancel}
        </Button>
      </div>
    </form>
  )
}

/** Says that an item is withdrawn, why and by whom; nothing for one that is not. */
export function WithdrawalNotice({ evidence }: { evidence: Evidence }) {
  const { doc } = useBoard()
  const isViewer = useRole() === 'viewer'
  const note = useNoteCustody()
  const withdrawn = valueOf(evidence, 'withdrawn', 'withdrawal')
  if (!withdrawn) return null
  return (
    <div className={own['withdrawn']}>
      <p>
        <strong>{words.state}</strong> {words.byAt(withdrawn.by, moment(withdrawn.at))}
      </p>
      <p>{withdrawn.reason}</p>
      {!isViewer && (
        <Button
          size="compact-sm"
          variant="default"
          onClick={() => {
            bringBack(doc, evidence.id)
            note(evidence, { what: 'restored' })
          }}
        >
          {words.bringBack}
        </Button>
      )}
    </div>
  )
}

/** The form was asked for, so its field is what one wants next. */
function focusFirst(area: HTMLTextAreaElement | null): void {
  area?.focus({ preventScroll: true })
}
