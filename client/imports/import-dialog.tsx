import { Button, Group, Modal, NativeSelect, Stack } from '@mantine/core'
import { useState } from 'react'
import { planInWords, type ImportPlan } from '../../shared/imports/import-plan.ts'
import { messages } from '../ui/messages.ts'
import { importsMessages as words } from './imports-messages.ts'
import css from './import-dialog.module.css'
import type { Offer } from './offer.ts'

/** Says what a file of another tool becomes on the board, before it does. */
export function ImportDialog({
  offer: { file, plan: offered, sheets = [] },
  onImport,
  onKeep,
  onCancel,
}: {
  offer: Offer
  onImport: (plan: ImportPlan) => void
  onKeep: () => void
  onCancel: () => void
}) {
  const [plan, setPlan] = useState<Offer['plan']>(offered)
  const able = 'problem' in plan ? null : plan
  return (
    <Modal
      opened
      onClose={onCancel}
      title={words.title(file.name)}
      centered
      closeButtonProps={{ 'aria-label': messages.common.close }}
    >
      <Stack gap="md">
        {sheets.length > 1 && (
          <NativeSelect
            label={words.sheet}
            description={words.sheetHint(sheets.length - 1)}
            value={String(sheets.findIndex((sheet) => sheet.plan === plan))}
            data={sheets.map(({ name }, index) => ({ value: String(index), label: name }))}
            onChange={({ currentTarget }) =>
              setPlan(sheets[Number(currentTarget.value)]?.plan ?? offered)
            }
          />
        )}
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
            {able ? words.cancel : words.close}
          </Button>
          <Button variant="default" onClick={onKeep}>
            {words.keep}
          </Button>
          {able && (
            <Button data-autofocus onClick={() => onImport(able)}>
              {words.import}
            </Button>
          )}
        </Group>
      </Stack>
    </Modal>
  )
}
