import { notifications } from '@mantine/notifications'
import { lazy, Suspense, useCallback, useState, type ReactNode } from 'react'
import { sentenceOf } from '../../ui/sentence-of.ts'
import type { CheckedPicture } from './check-picture.ts'
import { LedBackContext, type LookAtFiles } from './led-back.ts'
import { ledBackMessages as words } from './led-back-messages.ts'

const LedBackDialog = lazy(async () => ({
  default: (await import('./led-back-dialog.tsx')).LedBackDialog,
}))

type Found = { picture: CheckedPicture; keep: (() => void) | null }

/** Tells of pictures of boards wherever one is dropped inside. */
export function LedBackProvider({ children }: { children: ReactNode }) {
  const [found, setFound] = useState<Found | null>(null)
  const look = useCallback<LookAtFiles>((files, add) => {
    const [file] = files
    if (!file || files.length !== 1 || !pictureTypes.has(file.type)) {
      if (add) add()
      else notifications.show({ message: words.nothing })
      return
    }
    lookAt(file).then(
      (picture) => {
        if (picture) setFound({ picture, keep: add })
        else if (add) add()
        else notifications.show({ message: words.nothing })
      },
      (error: unknown) => {
        notifications.show({ message: sentenceOf(error) })
        add?.()
      },
    )
  }, [])
  return (
    <LedBackContext value={look}>
      {children}
      {found && (
        <Suspense>
          <LedBackDialog {...found} close={() => setFound(null)} />
        </Suspense>
      )}
    </LedBackContext>
  )
}

const pictureTypes = new Set([
  'image/png',
  'image/jpeg',
  'image/webp',
  'image/svg+xml',
  'application/pdf',
])

async function lookAt(file: File): Promise<CheckedPicture | null> {
  const { readPicture } = await import('./read-picture.ts')
  const read = await readPicture(file)
  if (!read) return null
  const { checkPicture } = await import('./check-picture.ts')
  return checkPicture(read)
}
