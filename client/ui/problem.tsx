import { Alert } from '@mantine/core'
import { IconAlertTriangle } from '@tabler/icons-react'
import { sentenceOf } from './sentence-of.ts'
import css from './problem.module.css'

/** A failure, said where it happened. */
export function Problem({ error }: { error: unknown }) {
  return (
    <Alert
      role="alert"
      className={css['problem']}
      icon={<IconAlertTriangle size={18} stroke={1.8} />}
      p="xs"
    >
      {sentenceOf(error)}
    </Alert>
  )
}
