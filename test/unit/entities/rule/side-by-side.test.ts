import { expect, it } from 'vitest'
import { resolve } from '#shared/entities/resolve.ts'
import { aSource, times } from '#test/builders.ts'
import { temporaryFolder } from '#test/temporary-folder.ts'
import { aPhoneme, filledCatalog } from '../../catalog/a-catalog.ts'

it('one native and two TTS live side by side, each with its own cache record, and the rule takes them in turn', () => {
  const catalog = filledCatalog(temporaryFolder())
  const native = aSource({ sourceType: 'native', voiceId: 'anna-1', fileSizeBytes: 3000, createdAt: times.earlier })
  const aria = aSource({ sourceType: 'tts', voiceId: 'en-US-AriaNeural', fileSizeBytes: 2000 })
  const guy = aSource({ sourceType: 'tts', voiceId: 'en-US-GuyNeural', fileSizeBytes: 1000 })
  catalog.write(() => {
    for (const source of [native, aria, guy]) catalog.sources.insert(source)
  })

  const kept = catalog.sources.ofPhoneme(native.phonemeId)
  expect(kept).toEqual([guy, aria, native])
  expect(kept.map(({ id }) => catalog.sources.cacheRecord(id))).toMatchObject([
    { fileSizeBytes: 1000, usageCount: 0, lastAccessedAt: null },
    { fileSizeBytes: 2000, usageCount: 0, lastAccessedAt: null },
    { fileSizeBytes: 3000, usageCount: 0, lastAccessedAt: null },
  ])

  const taken = kept.map(() => {
    const candidates = catalog.sources.ofPhoneme(native.phonemeId).map((source) => ({ source, fault: null }))
    const { source } = resolve(aPhoneme({}), candidates, times.now)
    catalog.write(() => catalog.sources.delete(source?.id ?? ''))
    return source?.voiceId
  })
  expect(taken).toEqual(['anna-1', 'en-US-GuyNeural', 'en-US-AriaNeural'])
})
