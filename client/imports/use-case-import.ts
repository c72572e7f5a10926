import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import type { Board } from '../../shared/protocol/http.ts'
import { chooseFiles } from '../files/choose-files.ts'
import { sentenceOf } from '../ui/sentence-of.ts'
import { outcomeOf, sendCase } from './case-api.ts'
import { caseMessages as words } from './case-messages.ts'

export type CaseImportState =
  | { is: 'sending'; name: string; share: number }
  | { is: 'checking' | 'taking-in'; name: string }
  | { is: 'done'; board: Board }
  /** `boardId` where the case is here already. */
  | { is: 'failed'; sentence: string; boardId?: string }

export type CaseImporting = {
  state: CaseImportState | null
  begin: () => Promise<void>
  /** Stops sending, or puts the outcome away. */
  dismiss: () => void
}

/** Brings one package at a time: chosen, sent, then watched until it is a board or was refused. */
export function useCaseImport(boardsKey: readonly string[]): CaseImporting {
  const queries = useQueryClient()
  const [state, setState] = useState<CaseImportState | null>(null)
  const sending = useRef<AbortController | null>(null)
  useEffect(() => () => sending.current?.abort(), [])

  const bring = async (file: File, signal: AbortSignal) => {
    const { name } = file
    setState({ is: 'sending', name, share: 0 })
    const sent = await sendCase(file, {
      signal,
      onSent: (share) => setState({ is: 'sending', name, share }),
    })
    setState({ is: 'checking', name })
    const onState = (is: 'checking' | 'taking-in' | 'done' | 'failed') => {
      if (is === 'checking' || is === 'taking-in') setState({ is, name })
    }
    const { board, message, boardId } = await outcomeOf(sent.id, { signal, onState })
    if (signal.aborted) return
    await queries.invalidateQueries({ queryKey: boardsKey })
    if (board) setState({ is: 'done', board })
    else
      setState({
        is: 'failed',
        sentence: message ?? words.interrupted,
        ...(boardId !== undefined && { boardId }),
      })
  }

  return {
    state,
    async begin() {
      const [file] = await chooseFiles({ accept: '.zip,application/zip', multiple: false })
      if (!file) return
      sending.current?.abort()
      const own = new AbortController()
      sending.current = own
      try {
        await bring(file, own.signal)
      } catch (error) {
        if (sending.current === own) setState({ is: 'failed', sentence: sentenceOf(error) })
      }
    },
    dismiss() {
      if (state?.is === 'sending') sending.current?.abort()
      else setState(null)
    },
  }
}
