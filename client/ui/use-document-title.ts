import { useEffect } from 'react'
import { messages } from './messages.ts'

/** Names the browser's tab. */
export function useDocumentTitle(title: string): void {
  useEffect(() => {
    document.title = `${title} · ${messages.product}`
    return () => {
      document.title = messages.product
    }
  }, [title])
}
