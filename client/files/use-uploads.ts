import { createContext, useCallback, useContext, useSyncExternalStore } from 'react'
import type { EvidenceId } from '../../shared/evidence/kinds.ts'
import type { BoardUploads, FilesInHand } from './board-uploads.ts'
import type { UploadProgress } from './upload-queue.ts'

/** The uploads of the open board; set by WaysInProvider. */
export const UploadsContext = createContext<BoardUploads | null>(null)

/** The files this tab has in hand, whichever board is open. Set by the page's root. */
export const FilesInHandContext = createContext<FilesInHand | null>(null)

/**
 * How far the file of an item is, live, with what can be done about it. Null where there is nothing to tell: the
 * item has its file, never had one, or somebody else brings it (see the item's `upload`).
 */
export function useUploadProgress(evidenceId: EvidenceId): UploadProgress | null {
  const uploads = useContext(UploadsContext)
  const subscribe = useCallback(
    (listener: () => void) => uploads?.subscribe(listener) ?? (() => {}),
    [uploads],
  )
  const get = () => uploads?.progressOf(evidenceId) ?? null
  return useSyncExternalStore(subscribe, get, get)
}
