import { Kbd, Modal, Title } from '@mantine/core'
import { messages } from '../ui/messages.ts'
import { helpMessages } from './help-messages.ts'
import { modKey } from '../ui/shortcut.ts'
import css from './help-dialog.module.css'

/** Every key and gesture on one page. */
export function HelpDialog({ isOpen, close }: { isOpen: boolean; close: () => void }) {
  return (
    <Modal
      opened={isOpen}
      onClose={close}
      title={helpMessages.title}
      size="lg"
      closeButtonProps={{ 'aria-label': messages.common.close }}
    >
      <div className={css['groups']}>
        {helpMessages.groups.map(({ title, keys }) => (
          <section key={title}>
            <Title order={3} size="h5" mb={6}>
              {title}
            </Title>
            <dl className={css['keys']}>
              {keys.map(([key = '', does]) => (
                <div key={key}>
                  <dt>
                    {key.split(' + ').map((part) => (
                      <Kbd key={part}>{part === 'mod' ? modKey : part}</Kbd>
                    ))}
                  </dt>
                  <dd>{does}</dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
    </Modal>
  )
}
