import type { JsonPath } from '../text/json-fault.ts'

/** What is wrong with a bundle's document, in words that go on after the path. */
export interface DocumentFault {
  /** `sources[3].path`; empty where the fault is of the whole document. */
  path: string
  reason: string
}

export const mostDocumentFaults = 1000

/** Takes down what is wrong; reading goes on. */
export type TellDocument = (path: JsonPath, reason: string) => void
