import { createInstance } from 'i18next'
import { expect, it } from 'vitest'
import english from '#resources/translations/en.json' with { type: 'json' }
import { studioErrors } from '#shared/contract/errors.ts'

/** What a job may end with beside an engine's own faults. */
const ofJobs = [
  'VOICE_LACKS_PHONEME',
  'JOB_CANCELLED',
  'UNEXPECTED',
  'PHONEME_UNKNOWN',
  'VOICE_UNKNOWN',
  'ENGINE_UNKNOWN',
  'AUDIO_UNREADABLE',
  'FILE_FAILED',
  'DISK_FULL',
  'FOLDER_NOT_WRITABLE',
]

it.each(ofJobs)('a job that ends with %s says so in words', async (code) => {
  const words = createInstance()
  await words.init({ lng: 'en', resources: { en: { translation: english } } })
  expect(words.exists(`faults.${code}`)).toBe(true)
})

it.each(Object.keys(studioErrors))('the declared error %s has words', async (code) => {
  const words = createInstance()
  await words.init({ lng: 'en', resources: { en: { translation: english } } })
  expect(words.exists(`errors.${code}`)).toBe(true)
})

it.each(['espeak', 'edge', 'own'])('the engine %s has a name for people', async (engine) => {
  const words = createInstance()
  await words.init({ lng: 'en', resources: { en: { translation: english } } })
  expect(words.t(`engine.${engine}`)).not.toMatch(/^engine\./)
})
