import { IconEyeOff } from '@tabler/icons-react'
import { createContext, useContext, useState, type ReactNode } from 'react'
import { cardMessages } from './card-messages.ts'
import action from './card-action.module.css'
import css from './curtain.module.css'
import { pressable } from './pressable.ts'

/** Whether everything is shown at once: in a picture of the board for which somebody asked for that. */
export const CurtainsOpen = createContext(false)

/**
 * Keeps what may hurt someone out of sight until this person asks. What is behind it is not even loaded.
 * The choice is the viewer's own and is forgotten with the page. In a picture nobody can ask: there it is the warning
 * alone.
 */
export function Curtain({
  sensitivity,
  isActive,
  isStill = false,
  children,
}: {
  sensitivity: string | undefined
  isActive: boolean
  /** Drawn for a picture. */
  isStill?: boolean
  children: ReactNode
}) {
  const isAsked = useContext(CurtainsOpen)
  const [isOpen, setOpen] = useState(false)
  const reason = hiddenBecause(sensitivity)
  if (reason === undefined || isOpen || isAsked) return children
  return (
    <div className={css['curtain']}>
      <IconEyeOff size={24} stroke={1.6} aria-hidden="true" />
      <p>{reason}</p>
      {!isStill && (
        <button
          type="button"
          className={action['button']}
          {...pressable(isActive)}
          onClick={() => setOpen(true)}
        >
          {cardMessages.show}
        </button>
      )}
    </div>
  )
}

/** The same where this person has not asked for everything at once. */
export function useHiddenBecause(sensitivity: string | undefined): string | undefined {
  return useContext(CurtainsOpen) ? undefined : hiddenBecause(sensitivity)
}

/** Why something is not shown before it is asked for; undefined where it may be shown. */
export function hiddenBecause(sensitivity: string | undefined): string | undefined {
  return sensitivity === 'graphic' || sensitivity === 'personal-information'
    ? cardMessages.hidden[sensitivity]
    : undefined
}
