import { expect, it } from 'vitest'
import { sourceTypes } from '#shared/entities/audio-source.ts'
import { logCacheRecord, logSource, nameSource, nameSourceType } from '#shared/entities/format-source.ts'

it('a kind of source is named with what it is good for', () => {
  expect(sourceTypes.map(nameSourceType)).toEqual([
    'Native Speaker Recording – best quality',
    'TTS Generated (cached) – high quality',
    'TTS Generated (on demand) – fallback',
  ])
})

it('a source is shown with its phoneme and its kind', () => {
  expect(sourceTypes.map((sourceType) => nameSource('iː', { sourceType }))).toEqual([
    'iː – Native Speaker Recording',
    'iː – TTS Generated (cached)',
    'iː – TTS Generated (on demand)',
  ])
})

it('sources and cache records are written in logs as the course’s other system writes them', () => {
  expect(logSource('iː', { sourceType: 'native' })).toBe('<AudioSource: iː (native)>')
  expect(logCacheRecord('iː', 3)).toBe('<AudioCache: iː (3 plays)>')
})
