import { createInstance } from 'i18next'
import { expect, it } from 'vitest'
import english from '#resources/translations/en.json' with { type: 'json' }
import type { SpeechFaultData } from '#shared/node/engines/speech-fault.ts'

const [engine, host, voiceId, asked, reason] = ['edge', 'voices.example', 'en-US-AriaNeural', 'ship', 'ENOTFOUND']

/** One of each, so that no code is left without words. */
const faults: SpeechFaultData = {
  DEADLINE: { engine, phase: 'speech', deadlineMs: 20_000 },
  CANCELLED: { engine, by: 'caller' },
  WRONG_PHONEME: { engine, voiceId, mnemonic: "'I", expectedIpa: 'ˈɪ', spokenIpa: 'ˈi' },
  NEAR_SILENCE: { engine, voiceId, asked, peakDbfs: null },
  UNKNOWN_VOICE: { engine, voiceId },
  OUT_OF_RANGE: { engine, quantity: 'volumePercent', value: 200, least: -99, most: 100 },
  NOT_WORDS: { engine, asked: '/iː/' },
  ENGINE_CRASHED: { engine, reason },
  ENGINE_FAILED: { engine, reason },
  OFFLINE_CHOSEN: { engine },
  NO_NETWORK: { engine, host, reason },
  DROPPED: { engine, host },
  NO_AUDIO: { engine, voiceId, asked },
  TOO_MANY_REQUESTS: { engine, host },
  SERVICE_DOWN: { engine, host, status: 503 },
  REFUSED_BY_SERVICE: { engine, host, status: 403 },
  CLOCK_OFF: { engine, minutes: 1_440 },
  BAD_ANSWER: { engine, host, reason },
}

it('a clock that is wrong is told in minutes, and what to do about it', async () => {
  const words = createInstance()
  await words.init({ lng: 'en', resources: { en: { translation: english } } })
  expect(words.t('faults.CLOCK_OFF', { ...faults.CLOCK_OFF, minutes: 17 })).toBe(
    'The clock of this computer is off by 17 minutes, and the voice service refuses that. Set the clock right and try again.',
  )
})

it.each(Object.entries(faults))('%s is worded for people, from what the fault tells', async (code, data) => {
  const missing: string[] = []
  const words = createInstance()
  await words.init({
    lng: 'en',
    resources: { en: { translation: english } },
    interpolation: { escapeValue: false },
    missingInterpolationHandler: (_, [, name]: string[]) => missing.push(name ?? ''),
  })
  const said = words.t(`faults.${code}`, { ...data })
  expect(said).not.toBe(`faults.${code}`)
  expect(missing).toEqual([])
  expect(said).not.toContain('{{')
  // By its name, not by the id that the code knows.
  expect(said).not.toMatch(/\bedge\b|engine\./)
})
