import { parentPort, workerData } from 'node:worker_threads'
import { v7 as newId } from 'uuid'
import { CatalogFault } from './catalog-fault.ts'
import { layDailyBackup } from './daily-backup.ts'
import { inspectCatalog } from './inspect-catalog.ts'
import type { CatalogAnswer, CatalogOrder } from './order-catalog-worker.ts'

// Reading a whole catalog takes long enough to hold up recording chunks: it is done here, on a connection of its own.
const order = workerData as CatalogOrder

async function answer(): Promise<CatalogAnswer> {
  try {
    if (order.task === 'inspect') return { done: inspectCatalog(order.file, { open: true }) }
    if (order.task === 'backUp') return { done: layDailyBackup(order.file, order.target) }
    // Its schemas take long to load, and each start of the studio lays a backup.
    const { mergeInto } = await import('./merge-into.ts')
    return { done: mergeInto(order.file, order, newId) }
  } catch (error) {
    if (!(error instanceof CatalogFault)) throw error
    return { fault: { code: error.code, message: error.message } }
  }
}

parentPort?.postMessage(await answer())
