import { v7 } from 'uuid'
import type { AudioSource } from '#shared/entities/audio-source.ts'
import type { Speaker } from '#shared/entities/speaker.ts'
import type { InputSettings, Session, SessionSoundCheck, Take } from '#shared/entities/take.ts'

export const times = {
  earlier: '2026-11-01T10:00:00.000Z',
  now: '2026-11-02T10:00:00.000Z',
  later: '2026-11-03T10:00:00.000Z',
}

export const aPhonemeId = '018f0000-0000-7000-8000-000000000001'

/** A source with a plausible file; ids rise with each one made. */
export function aSource(fields: Partial<AudioSource>): AudioSource {
  const id = v7()
  return {
    id,
    phonemeId: aPhonemeId,
    sourceType: 'tts',
    context: 'isolated',
    voiceId: `voice-${id.slice(-8)}`,
    language: 'en-US',
    path: `phonemes/audio/2026/11/02/${id}.wav`,
    sha256: 'a'.repeat(64),
    fileSizeBytes: 1000,
    audioDurationSeconds: 0.5,
    metadata: {},
    cachedUntil: null,
    takeId: null,
    speakerId: null,
    rejectedAt: null,
    createdAt: times.now,
    updatedAt: times.now,
    ...fields,
  }
}

export function aSpeaker(fields: Partial<Speaker>): Speaker {
  const id = v7()
  return {
    id,
    code: `anna-${id.slice(-4)}`,
    displayName: 'Anna',
    gender: 'female',
    accent: 'en-US',
    firstLanguage: 'en',
    yearOfBirth: null,
    consent: {
      textId: 'recording-consent@1',
      licence: 'CC-BY-4.0',
      givenAt: times.earlier,
      withdrawnAt: null,
      renewedAfter: null,
    },
    createdAt: times.earlier,
    updatedAt: times.earlier,
    ...fields,
  }
}

export const anInput: InputSettings = {
  deviceLabel: 'USB microphone',
  deviceId: 'usb-1',
  sampleRateHz: 48_000,
  channelCount: 1,
  echoCancellation: false,
  noiseSuppression: false,
  autoGainControl: false,
}

/** Made in a quiet room with `anInput`. */
export function aSoundCheck(fields: Partial<SessionSoundCheck> = {}): SessionSoundCheck {
  return {
    noiseFloorDbfs: -70,
    input: anInput,
    room: {
      noiseFloorDbfs: -70,
      bandsDbfs: { rumble: -80, low: -75, mid: -78, high: -82 },
      unrestDb: 2,
      hum: null,
      steadyShare: 1,
    },
    sentence: { peakDbfs: -6, clippedSamples: 0, activeRmsDbfs: -20, snrDb: 50 },
    madeAt: times.now,
    ...fields,
  }
}

export function aSession(fields: Partial<Session> & Pick<Session, 'speakerId'>): Session {
  return {
    id: v7(),
    input: anInput,
    noiseFloorDbfs: null,
    soundCheck: null,
    sittingId: null,
    startedAt: times.now,
    endedAt: null,
    ...fields,
  }
}

export function aTake(fields: Partial<Take> & Pick<Take, 'sessionId' | 'speakerId'>): Take {
  const id = v7()
  return {
    id,
    phonemeId: aPhonemeId,
    promptId: null,
    context: 'isolated',
    path: `takes/2026/11/02/${id}.wav`,
    sha256: 'b'.repeat(64),
    fileSizeBytes: 144_044,
    sampleRateHz: 48_000,
    channelCount: 1,
    frameCount: 48_000,
    trim: { startFrame: 0, endFrame: 48_000 },
    proposedTrim: { startFrame: 0, endFrame: 48_000 },
    measurements: { peakDbfs: -6, rmsDbfs: -20, clippedSamples: 0, droppedFrames: 0 },
    verdict: 'new',
    checked: null,
    salvaged: false,
    recordedAt: times.now,
    updatedAt: times.now,
    ...fields,
  }
}
