import { useEffect, useState } from 'react'

const REST_MS = 2_500

/** Whether the pointer moved a moment ago: controls are shown then, and the pointer itself. */
export function useAwake(): boolean {
  const [isAwake, setAwake] = useState(true)
  useEffect(() => {
    let timer = setTimeout(() => setAwake(false), REST_MS)
    const wake = () => {
      setAwake(true)
      clearTimeout(timer)
      timer = setTimeout(() => setAwake(false), REST_MS)
    }
    window.addEventListener('pointermove', wake)
    window.addEventListener('pointerdown', wake)
    return () => {
      clearTimeout(timer)
      window.removeEventListener('pointermove', wake)
      window.removeEventListener('pointerdown', wake)
    }
  }, [])
  return isAwake
}
