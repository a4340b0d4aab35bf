import type { JobView } from '#shared/contract/voices.ts'

export function canCancel({ state }: Pick<JobView, 'state'>): boolean {
  return state === 'waiting' || state === 'running'
}

export function canRetry({ state }: Pick<JobView, 'state'>): boolean {
  return state === 'failed' || state === 'cancelled'
}
