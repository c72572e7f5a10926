import { notifications } from '@mantine/notifications'
import type { TakenFile } from './use-taking.ts'
import { pictureMessages as words } from './picture-messages.ts'

/** Browsers let a page copy pictures only where it came over https or from this computer. */
export function canCopyPictures(): boolean {
  return window.isSecureContext && typeof ClipboardItem !== 'undefined'
}

/** The picture is promised at once, for browsers forget after a moment that somebody asked for it. */
export async function copyPicture(make: () => Promise<TakenFile | null>): Promise<void> {
  const made = make().then((picture) => {
    if (!picture || picture.blob.type !== 'image/png') throw new Error('There is no picture')
    return picture.blob
  })
  try {
    await navigator.clipboard.write([new ClipboardItem({ 'image/png': made })])
    notifications.show({ message: words.copied })
  } catch {
    // What failed in making it is told where it is made.
    if (await made.then(Boolean, () => false)) notifications.show({ message: words.notCopied })
  }
}
