import { Button, Progress } from '@mantine/core'
import { sentenceOf } from '../../ui/sentence-of.ts'
import css from './picture-form.module.css'
import { pictureMessages as words } from './picture-messages.ts'
import type { Taking } from './use-taking.ts'

/** How far the picture is, and what became of it. */
export function TakingState({ taking, cancel }: { taking: Taking; cancel: () => void }) {
  switch (taking.is) {
    case 'idle':
      return null
    case 'under-way':
      return (
        <div className={css['progress']}>
          <Progress value={taking.share * 100} aria-label={words.progress} />
          <Button variant="default" size="compact-md" onClick={cancel}>
            {words.cancel}
          </Button>
        </div>
      )
    case 'failed':
      return (
        <p role="alert" className={css['failure']}>
          {words.failed} {sentenceOf(taking.error)}
        </p>
      )
    case 'done':
      return (
        <output className={css['hint']}>
          {words.saved(taking.name)}
          {taking.unsigned !== null && <> {words.unsigned(taking.unsigned)}</>}
          {taking.missing.length > 0 && (
            <>
              {' '}
              {words.missing(taking.missing.length)} {taking.missing.join(' ')}
            </>
          )}
        </output>
      )
  }
}
