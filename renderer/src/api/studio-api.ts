import { createTanstackQueryUtils } from '@orpc/tanstack-query'
import { QueryClient } from '@tanstack/react-query'
import type { StudioClient } from './studio-connection.ts'
import { ConnectionLost } from './lost-connection.ts'

/** Query options and keys for every procedure of the contract. */
export function createStudioQueries(client: StudioClient) {
  return createTanstackQueryUtils(client)
}
export type StudioQueries = ReturnType<typeof createStudioQueries>

/** Answers stay fresh until the studio says that something changed, so that nothing is asked twice. */
export function createStudioQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: Number.POSITIVE_INFINITY,
        refetchOnWindowFocus: false,
        // The studio is on this machine: being offline says nothing about reaching it.
        networkMode: 'always',
        retry: (failures, error) => error instanceof ConnectionLost && failures < 3,
        retryDelay: 100,
      },
      mutations: { networkMode: 'always' },
    },
  })
}
