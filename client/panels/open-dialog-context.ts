import { createContext, useContext } from 'react'
import type { OpenDialog } from './open-dialog.ts'

export const OpenDialogContext = createContext<(dialog: OpenDialog) => void>(() => {})

/** Opens one of the dialogs over the board from wherever it is asked for. */
export function useOpenDialog(): (dialog: OpenDialog) => void {
  return useContext(OpenDialogContext)
}
