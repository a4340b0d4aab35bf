import { parentPort, workerData } from 'node:worker_threads'
import { CatalogFault } from './catalog-fault.ts'
import { inspectCatalog } from './inspect-catalog.ts'

// Reading a whole catalog takes long enough to hold up recording chunks: it is done here, on a connection of its own.
const { file } = workerData as { file: string }
try {
  parentPort?.postMessage({ status: inspectCatalog(file) })
} catch (error) {
  const fault =
    error instanceof CatalogFault ? { code: error.code, message: error.message } : { message: String(error) }
  parentPort?.postMessage({ fault })
}
