/** What the browser says the microphone's track really does, kept with every sitting and take. */
export interface InputSettings {
  deviceLabel: string
  /** Empty where the browser hides it. */
  deviceId: string
  sampleRateHz: number
  channelCount: number
  /** null: the browser does not say. */
  echoCancellation: boolean | null
  noiseSuppression: boolean | null
  autoGainControl: boolean | null
}

/** Which part of the take is heard, in frames; `endFrame` is the first frame left out. The file itself is never cut. */
export interface TrimMarks {
  startFrame: number
  endFrame: number
}
