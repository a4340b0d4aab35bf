import { Worker } from 'node:worker_threads'
import type { BundleDocument } from '#shared/node/bundle/bundle-document.ts'
import type { CatalogFaultCode } from './catalog-fault.ts'
import { CatalogFault } from './catalog-fault.ts'
import type { CatalogStatus } from './inspect-catalog.ts'
import type { MergeOptions, MergeReport } from './merge/merge-report.ts'

interface Orders {
  inspect: { order: object; done: CatalogStatus }
  backUp: { order: { target: string }; done: void }
  merge: { order: MergeOrder; done: MergeReport }
}

export interface MergeOrder extends MergeOptions {
  /** Verified already: a document, or the path of a JSON file that holds one. */
  document: BundleDocument | string
}

export type CatalogOrder = { file: string } & (
  | { task: 'inspect' }
  | { task: 'backUp'; target: string }
  | ({ task: 'merge' } & MergeOrder)
)
export type CatalogAnswer =
  | { done: Orders[keyof Orders]['done'] }
  | { fault: { code: CatalogFaultCode; message: string } }

/** Has a worker do what takes too long beside a recording. Rejects with a CatalogFault. */
export async function orderCatalogWorker<Task extends keyof Orders>(
  workerUrl: URL,
  task: Task,
  order: { file: string } & Orders[Task]['order'],
): Promise<Orders[Task]['done']> {
  const worker = new Worker(workerUrl, { workerData: { ...order, task } })
  try {
    const answer = await new Promise<CatalogAnswer>((resolve, reject) => {
      worker.once('message', resolve)
      worker.once('error', reject)
      worker.once('exit', (code) => reject(new Error(`the catalog's worker ended with code ${code}`)))
    })
    if ('fault' in answer) throw new CatalogFault(answer.fault.code, order.file, answer.fault.message)
    return answer.done
  } finally {
    await worker.terminate()
  }
}
