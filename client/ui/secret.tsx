import { Button, CopyButton } from '@mantine/core'
import { IconCheck, IconCopy } from '@tabler/icons-react'
import { messages } from './messages.ts'
import css from '../pages/account-page.module.css'

/** Something to be copied once: a key, a link. */
export function Secret({ text }: { text: string }) {
  return (
    <div className={css['secret']}>
      <code>{text}</code>
      <CopyButton value={text}>
        {({ copied, copy }) => (
          <Button
            size="compact-sm"
            variant="default"
            onClick={copy}
            leftSection={copied ? <IconCheck size={15} /> : <IconCopy size={15} />}
          >
            {copied ? messages.common.copied : messages.common.copy}
          </Button>
        )}
      </CopyButton>
    </div>
  )
}
