import type { BundleFaultCode } from './fault-sentences.ts'
import { faultSentences } from './fault-sentences.ts'

export type { BundleFaultCode } from './fault-sentences.ts'
export type BundleFaultData = Record<string, string | number>

/** Why a bundle, or an entry of it, is refused. `path` is the entry's, as the bundle has it; null where it is none's. */
export class BundleFault extends Error {
  readonly code: BundleFaultCode
  readonly path: string | null
  readonly data: BundleFaultData

  constructor(code: BundleFaultCode, path: string | null, data: BundleFaultData = {}, cause?: unknown) {
    super(sentenceOf(code, data), cause === undefined ? undefined : { cause })
    this.name = 'BundleFault'
    this.code = code
    this.path = path
    this.data = data
  }
}

function sentenceOf(code: BundleFaultCode, data: BundleFaultData): string {
  return faultSentences[code].replaceAll(/\{(\w+)\}/g, (_, name: string) => String(data[name] ?? '?'))
}

export const reasonOf = (error: unknown): string => (error instanceof Error ? error.message : String(error))
