import type { Speech, SpeechRequest, Voice } from './engine.ts'
import type { SpeechFaultRecord } from './speech-fault.ts'

/** What a worker gives for a request; the host adds the request's hash. */
export type SpokenClip = Omit<Speech, 'requestHash'>

/** `deadlineMs` counts from when the call reaches the worker; the host ends a thread that lets it pass. */
export type WorkerCall = { kind: 'listVoices' } | { kind: 'speak'; request: SpeechRequest; deadlineMs: number }

/** What a call gives, by its kind. */
export type WorkerResult = { kind: 'voices'; voices: Voice[] } | { kind: 'clip'; clip: SpokenClip }

export type HostMessage = { kind: 'call'; id: number; call: WorkerCall } | { kind: 'cancel'; id: number }

export type WorkerMessage =
  | { kind: 'ready' }
  | { kind: 'result'; id: number; result: WorkerResult }
  | { kind: 'fault'; id: number; fault: SpeechFaultRecord }
