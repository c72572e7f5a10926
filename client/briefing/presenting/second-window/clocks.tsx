import { Button } from '@mantine/core'
import { useEffect, useState } from 'react'
import css from './desk.module.css'
import { presentingMessages as words } from '../presenting-messages.ts'

/** How long the presentation has been going, and the time of day. */
export function Clocks({ startedAt, restart }: { startedAt: number; restart: () => void }) {
  const [now, setNow] = useState(() => Date.now())
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 500)
    return () => clearInterval(timer)
  }, [])
  return (
    <div className={css['clocks']}>
      <span>
        <small>{words.elapsed}</small> <time>{lengthInWords(now - startedAt)}</time>
      </span>
      <span>
        <small>{words.clock}</small>{' '}
        <time>{new Date(now).toLocaleTimeString(undefined, { timeStyle: 'short' })}</time>
      </span>
      <Button variant="subtle" color="gray" size="compact-sm" onClick={restart}>
        {words.restartClock}
      </Button>
    </div>
  )
}

/** `75_000` → "1:15". */
function lengthInWords(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / 1000))
  const [h, m, s] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60]
  const padded = (part: number) => String(part).padStart(2, '0')
  return h > 0 ? `${h}:${padded(m)}:${padded(s)}` : `${m}:${padded(s)}`
}
