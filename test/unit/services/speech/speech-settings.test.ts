import { expect, it } from 'vitest'
import type { JsonValue } from '#studio/catalog/settings.ts'
import { createSpeechSettings, defaultSpeechSettings } from '#studio/services/speech/speech-settings.ts'
import { times } from '#test/builders.ts'
import { temporaryFolder } from '#test/temporary-folder.ts'
import { filledCatalog } from '../../catalog/a-catalog.ts'

const clock = () => new Date(times.now)

it('one setting that makes no sense any more counts as not set, and the choice to stay offline stands', () => {
  const catalog = filledCatalog(temporaryFolder())
  const kept = { ...defaultSpeechSettings, offline: true, cacheDays: 'for ever', unknown: 1 } as unknown as JsonValue
  catalog.write(() => catalog.settings.put('speech', kept, times.now))
  const settings = createSpeechSettings({ catalog, clock, alwaysOffline: false })
  expect(settings.get()).toEqual({ ...defaultSpeechSettings, offline: true })
})

it('offline by a start flag is no choice of a person’s: it ends with that start', () => {
  const catalog = filledCatalog(temporaryFolder())
  const flagged = createSpeechSettings({ catalog, clock, alwaysOffline: true })
  expect(flagged.get().offline).toBe(true)
  expect(flagged.set({ ...flagged.get(), cacheDays: 7 })).toMatchObject({ offline: true, cacheDays: 7 })
  const next = createSpeechSettings({ catalog, clock, alwaysOffline: false })
  expect(next.get()).toMatchObject({ offline: false, cacheDays: 7 })
})
