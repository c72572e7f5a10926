import { createContext } from 'react'

/**
 * Looks at files that somebody brings. One that is a picture of a board is told of, and led back to it; any other is
 * handed on to `add` (null where nothing can be added).
 */
export type LookAtFiles = (files: readonly File[], add: (() => void) | null) => void

export const LedBackContext = createContext<LookAtFiles>((_, add) => add?.())
