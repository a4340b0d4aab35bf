import { ORPCError } from '@orpc/client'
import { loadWords } from './words.ts'

export interface WordedFailure {
  code: string
  message: string
  data?: unknown
}

/** What a call's failure is called, and one sentence for a person. */
export async function wordFailure(error: unknown): Promise<WordedFailure> {
  if (!(error instanceof ORPCError)) return unexpected(error)
  const { code, data } = error as ORPCError<string, unknown>
  const words = await loadWords()
  const message = words.error(code, data)
  if (message !== null) return { code, message, data }
  const issue = code === 'BAD_REQUEST' ? firstIssue(data) : null
  const refusal = issue && words.error('WRONG_VALUE', issue)
  return refusal ? { code, message: refusal, data } : unexpected(error)
}

function unexpected(error: unknown): WordedFailure {
  const said = error instanceof Error ? error.message : String(error)
  return { code: 'UNEXPECTED', message: `Something went wrong inside the studio: ${said.split('\n', 1)[0]}` }
}

/** What the contract found wrong with the input. */
function firstIssue(data: unknown): { field: string; reason: string } | null {
  const issues = (data as { issues?: { message?: unknown; path?: unknown[] }[] } | null)?.issues
  const [issue] = Array.isArray(issues) ? issues : []
  if (typeof issue?.message !== 'string') return null
  return { field: issue.path?.join('.') ?? '', reason: issue.message }
}
