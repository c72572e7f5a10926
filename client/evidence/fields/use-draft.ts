import { useCallback, useEffect, useRef, useState } from 'react'

const DELAY_MS = 700

/**
 * What is being typed, until it is committed: a short rest after the last key, on leaving the field, and when the
 * field goes. What others write shows at once, unless something here is not committed yet.
 *
 * @param commit returns false where the draft cannot be kept as it is; it then stays a draft
 */
export function useDraft<T>(value: T, commit: (draft: T) => boolean | void) {
  const [draft, setDraft] = useState<{ value: T } | null>(null)
  const latest = useRef({ draft, commit })
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  useEffect(() => {
    latest.current.commit = commit
  })

  const flush = useCallback(() => {
    clearTimeout(timer.current)
    const { draft, commit } = latest.current
    if (draft === null || commit(draft.value) === false) return
    latest.current.draft = null
    setDraft(null)
  }, [])

  useEffect(() => flush, [flush])

  const change = useCallback(
    (next: T) => {
      latest.current.draft = { value: next }
      setDraft({ value: next })
      clearTimeout(timer.current)
      timer.current = setTimeout(flush, DELAY_MS)
    },
    [flush],
  )
  return { shown: draft === null ? value : draft.value, change, flush }
}
