import { expect, it } from 'vitest'
import { voiceIdParts } from '#renderer/parts/voice-id-parts.ts'

it('an engine’s voice id says who it is; a speaker’s code says nothing', () => {
  expect(voiceIdParts('en-US-AriaNeural')).toEqual({ engine: 'edge', name: 'Aria', language: 'en-US' })
  expect(voiceIdParts('en-US-AvaMultilingualNeural')).toEqual({ engine: 'edge', name: 'Ava', language: 'en-US' })
  expect(voiceIdParts('espeak:en-us')).toEqual({ engine: 'espeak', language: 'en-US' })
  expect(voiceIdParts('espeak:en-gb-x-rp')).toEqual({ engine: 'espeak', language: 'en-GB' })
  expect(voiceIdParts('own:Piper, Lessac')).toEqual({ engine: 'own', name: 'Piper, Lessac' })
  expect(voiceIdParts('anna-keller-4313')).toBeNull()
})
