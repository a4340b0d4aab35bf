import type { ToCaptureWorker } from './capture-protocol.ts'
import { createCaptureReader } from './capture-reader.ts'
import { openScope } from './scope.ts'

/** Reads the microphone's frames where nothing else runs, so that a busy window loses none. */
const reader = createCaptureReader(openScope(), (message, transfer = []) => self.postMessage(message, { transfer }))

self.addEventListener('message', ({ data }: MessageEvent<ToCaptureWorker>) => reader.hear(data))
