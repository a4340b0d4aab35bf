export type VoiceState = 'waiting' | 'speaking' | 'over'

/** A voice stands well above its room; a breath or a rustle does not. */
const voiceAboveRoomDb = 12
const silentBelowAboveRoomDb = 9
/** Where the room is digital silence, and where its floor can't be believed. */
const lowestFloorDbfs = -72
/** Less is a click or a cough. */
const leastVoiceMs = 400
/** Longer than the pauses between the words of a sentence. */
const pauseMs = 800
/** A window that was not painted for a while heard nothing of that time. */
const longestStepMs = 100

/**
 * Tells when a sentence is over, from one level after another: somebody spoke, and has been silent since. It looks at levels
 * a display was given and is late by as much; what is recorded it never touches.
 */
export function createVoiceEnd(noiseFloorDbfs: number | null): (rmsDbfs: number, nowMs: number) => VoiceState {
  const floorDbfs = Math.max(noiseFloorDbfs ?? lowestFloorDbfs, lowestFloorDbfs)
  let voicedMs = 0
  let lastMs: number | null = null
  let lastVoiceMs = 0

  return (rmsDbfs, nowMs) => {
    const stepMs = lastMs === null ? 0 : Math.min(nowMs - lastMs, longestStepMs)
    lastMs = nowMs
    const spokeBefore = voicedMs >= leastVoiceMs
    if (rmsDbfs > floorDbfs + (spokeBefore ? silentBelowAboveRoomDb : voiceAboveRoomDb)) {
      voicedMs += stepMs
      lastVoiceMs = nowMs
    }
    if (voicedMs < leastVoiceMs) return 'waiting'
    return nowMs - lastVoiceMs >= pauseMs ? 'over' : 'speaking'
  }
}
