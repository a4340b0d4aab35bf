import { parentPort, workerData } from 'node:worker_threads'
import { CatalogFault } from './catalog-fault.ts'
import { layDailyBackup } from './daily-backup.ts'
import { inspectCatalog } from './inspect-catalog.ts'
import type { CatalogAnswer, CatalogOrder } from './order-catalog-worker.ts'

// Reading a whole catalog takes long enough to hold up recording chunks: it is done here, on a connection of its own.
const order = workerData as CatalogOrder

function answer(): CatalogAnswer {
  try {
    if (order.task === 'inspect') return { done: inspectCatalog(order.file, { open: true }) }
    return { done: layDailyBackup(order.file, order.target) }
  } catch (error) {
    if (!(error instanceof CatalogFault)) throw error
    return { fault: { code: error.code, message: error.message } }
  }
}

parentPort?.postMessage(answer())
