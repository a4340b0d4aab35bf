import { workerData } from 'node:worker_threads'
import type { EdgeWorkerData } from '../engines/edge.ts'
import { reachEdge } from './edge-worker-service.ts'
import { createEdgeSpeaker } from './edge-worker-speaker.ts'
import { serveEngine } from './serve-engine.ts'

const { endpoint } = workerData as EdgeWorkerData
await serveEngine(() => createEdgeSpeaker(reachEdge(endpoint)))
