import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import type { Board } from '../../shared/protocol/http.ts'
import { chooseFiles } from '../files/choose-files.ts'
import { sentenceOf } from '../ui/sentence-of.ts'
import { caseMessages as words } from './case-messages.ts'
import { CaseSending, type CaseProgress } from './case-sending.ts'

export type CaseImportState =
  | (CaseProgress & { name: string })
  | { is: 'done'; board: Board }
  /** `boardId` where the case is here already. */
  | { is: 'failed'; sentence: string; boardId?: string }

export type CaseImporting = {
  state: CaseImportState | null
  /** Asks for a package, and brings it. */
  begin: () => Promise<void>
  bring: (file: File) => Promise<void>
  /** Stops sending, or puts the outcome away. */
  dismiss: () => void
}

/** Brings one package at a time: chosen, sent, then watched until it is a board or was refused. */
export function useCaseImport(boardsKey: readonly string[]): CaseImporting {
  const queries = useQueryClient()
  const [state, setState] = useState<CaseImportState | null>(null)
  const sending = useRef<CaseSending | null>(null)
  useEffect(() => () => sending.current?.leave(), [])

  const bring = async (file: File) => {
    const { name } = file
    const own = new CaseSending(file, {
      tell: (progress) => sending.current === own && setState({ ...progress, name }),
    })
    sending.current?.leave()
    sending.current = own
    setState({ is: 'sending', name, share: 0 })
    try {
      const told = await own.outcome()
      if (!told || sending.current !== own) return
      await queries.invalidateQueries({ queryKey: boardsKey })
      const { board, message = words.interrupted, boardId } = told
      if (board) setState({ is: 'done', board })
      else setState({ is: 'failed', sentence: message, ...(boardId !== undefined && { boardId }) })
    } catch (error) {
      if (sending.current === own) setState({ is: 'failed', sentence: sentenceOf(error) })
    }
  }

  return {
    state,
    bring,
    async begin() {
      const [file] = await chooseFiles({ accept: '.zip,application/zip', multiple: false })
      if (file) await bring(file)
    },
    dismiss() {
      if (state?.is !== 'sending' && state?.is !== 'offline') return setState(null)
      sending.current?.cancel()
      sending.current = null
      setState({ is: 'failed', sentence: words.cancelled })
    },
  }
}
