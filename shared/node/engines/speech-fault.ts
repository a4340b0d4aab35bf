/** What a person needs to know of each fault; the wording belongs to the translations. */
export interface SpeechFaultData {
  /** `start`: the engine itself did not come up in time; `speech`: this request took too long. */
  DEADLINE: { engine: string; phase: 'start' | 'speech'; deadlineMs: number }
  CANCELLED: { engine: string; by: 'caller' | 'close' }
  WRONG_PHONEME: { engine: string; voiceId: string; mnemonic: string; expectedIpa: string; spokenIpa: string }
  /** `peakDbfs` is null for digital silence. */
  NEAR_SILENCE: { engine: string; voiceId: string; asked: string; peakDbfs: number | null }
  UNKNOWN_VOICE: { engine: string; voiceId: string }
  OUT_OF_RANGE: {
    engine: string
    quantity: 'ratePercent' | 'pitchPercent' | 'volumePercent'
    value: number
    least: number
    most: number
  }
  /** A symbol, a mnemonic or nothing was given to an engine that can only read words aloud. */
  NOT_WORDS: { engine: string; asked: string }
  /** The worker ended under the request, by an uncaught error, an exit or lack of memory. */
  ENGINE_CRASHED: { engine: string; reason: string }
  ENGINE_FAILED: { engine: string; reason: string }
  /** A person set the studio to stay offline, so nothing was sent and no name looked up. */
  OFFLINE_CHOSEN: { engine: string }
  /** The host was not found or did not take the connection; `reason` is the system's code, `ENOTFOUND`. */
  NO_NETWORK: { engine: string; host: string; reason: string }
  /** The connection ended before the speech did. */
  DROPPED: { engine: string; host: string }
  NO_AUDIO: { engine: string; voiceId: string; asked: string }
  TOO_MANY_REQUESTS: { engine: string; host: string }
  /** The service tells of trouble of its own; `status` is that of HTTP, 500 and above. */
  SERVICE_DOWN: { engine: string; host: string; status: number }
  REFUSED_BY_SERVICE: { engine: string; host: string; status: number }
  /** The service refuses access tokens of another time than its own; `minutes` is the whole size of the difference. */
  CLOCK_OFF: { engine: string; minutes: number }
  BAD_ANSWER: { engine: string; host: string; reason: string }
}

export type SpeechFaultCode = keyof SpeechFaultData

/** A fault as plain data: what crosses between threads. */
export type SpeechFaultRecord = {
  [Code in SpeechFaultCode]: { code: Code; data: SpeechFaultData[Code] }
}[SpeechFaultCode]

/** The only error that an engine rejects with; `fault.code` tells which data come with it. */
export class SpeechFault extends Error {
  readonly fault: SpeechFaultRecord

  constructor(fault: SpeechFaultRecord) {
    super(`${fault.code} ${JSON.stringify(fault.data)}`)
    this.name = 'SpeechFault'
    this.fault = fault
  }

  get code(): SpeechFaultCode {
    return this.fault.code
  }

  get data(): SpeechFaultRecord['data'] {
    return this.fault.data
  }
}
