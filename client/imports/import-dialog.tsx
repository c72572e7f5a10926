import { Button, Group, Modal, Stack } from '@mantine/core'
import { planInWords } from '../../shared/imports/import-plan.ts'
import { messages } from '../ui/messages.ts'
import { importsMessages as words } from './imports-messages.ts'
import css from './import-dialog.module.css'
import type { Offer } from './offer.ts'

/** Says what a file of another tool becomes on the board, before it does. */
export function ImportDialog({
  offer: { file, plan },
  onImport,
  onKeep,
  onCancel,
}: {
  offer: Offer
  onImport: () => void
  onKeep: () => void
  onCancel: () => void
}) {
  const problem = 'problem' in plan ? plan.problem : null
  return (
    <Modal
      opened
      onClose={onCancel}
      title={words.title(file.name)}
      centered
      closeButtonProps={{ 'aria-label': messages.common.close }}
    >
      <Stack gap="md">
        {'problem' in plan ? (
          <p className={css['words']} role="alert">
            {plan.problem}
          </p>
        ) : (
          <div className={css['words']}>
            <p>{words.comes}</p>
            <p className={css['plan']}>{planInWords(plan)}</p>
            <p className={css['soft']}>{words.note}</p>
          </div>
        )}
        <Group justify="flex-end" gap="sm">
          <Button variant="default" onClick={onCancel}>
            {problem === null ? words.cancel : words.close}
          </Button>
          <Button variant="default" onClick={onKeep}>
            {words.keep}
          </Button>
          {problem === null && (
            <Button data-autofocus onClick={onImport}>
              {words.import}
            </Button>
          )}
        </Group>
      </Stack>
    </Modal>
  )
}
