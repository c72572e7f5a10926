import { useCallback, useEffect, useRef, useState } from 'react'
import { useLocation, useSearch } from 'wouter'
import { momentIn, searchOf, type Moment } from './moment.ts'

/** The address follows a slider at rest only: browsers refuse to write it many times a second. */
const AT_REST_MS = 250

/** Where in its past the board is looked at, kept in the address so that it can be sent and gone back to. */
export function useMoment(): [Moment | null, (moment: Moment | null) => void] {
  const [path, navigate] = useLocation()
  const search = useSearch()
  const [moment, setMoment] = useState(() => momentIn(search))
  const written = useRef(searchOf(moment))
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)

  useEffect(() => {
    const now = searchOf(momentIn(search))
    if (now === written.current) return
    // The address was changed by somebody else: a link, or back and forward.
    written.current = now
    clearTimeout(timer.current)
    // oxlint-disable-next-line react/set-state-in-effect -- what changes is outside of React
    setMoment(momentIn(search))
  }, [search])
  useEffect(() => () => clearTimeout(timer.current), [])

  const go = useCallback(
    (next: Moment | null) => {
      setMoment(next)
      clearTimeout(timer.current)
      const isStep = next?.kind === 'past' && written.current.startsWith('?at=')
      const write = () => {
        written.current = searchOf(next)
        navigate(`${path}${written.current}`, { replace: isStep })
      }
      if (isStep) timer.current = setTimeout(write, AT_REST_MS)
      else write()
    },
    [path, navigate],
  )
  return [moment, go]
}
