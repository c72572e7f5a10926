import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useLocation } from 'wouter'
import { api } from './api.ts'

export const sessionKey = ['session'] as const

/** Who is here and how the server runs. */
export function useSession() {
  return useQuery({
    queryKey: sessionKey,
    queryFn: api.session,
    staleTime: 60_000,
    networkMode: 'always',
  })
}

/** Ends the session and forgets everything that was loaded in it. */
export function useSignOut() {
  const queries = useQueryClient()
  const [, go] = useLocation()
  return useMutation({
    mutationFn: api.signOut,
    onSuccess: async () => {
      go('/')
      queries.removeQueries({ predicate: (query) => query.queryKey[0] !== sessionKey[0] })
      await queries.resetQueries({ queryKey: sessionKey })
    },
  })
}
