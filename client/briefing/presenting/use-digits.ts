import { useEffect, useState } from 'react'

/** A number that is typed and not sent: nobody means it any more. */
const FORGOTTEN_AFTER_MS = 6_000

/** The number of a scene while it is typed. */
export function useDigits() {
  const [typed, setTyped] = useState('')
  useEffect(() => {
    if (typed === '') return
    const timer = setTimeout(() => setTyped(''), FORGOTTEN_AFTER_MS)
    return () => clearTimeout(timer)
  }, [typed])
  return {
    typed,
    type: (digit: string) => setTyped(`${typed}${digit}`.slice(-3)),
    clear: () => setTyped(''),
    /** Drops the last digit; false where none was typed. */
    drop: () => {
      setTyped(typed.slice(0, -1))
      return typed !== ''
    },
  }
}
