import { describe, expect, it } from 'vitest'
import { voiceGroups } from '#renderer/voices/voice-groups.ts'
import type { VoiceView } from '#shared/contract/voices.ts'

const aria: VoiceView = { id: 'en-US-AriaNeural', name: 'Aria', language: 'en-US', engine: 'edge', speaks: 'word' }
const sonia: VoiceView = { ...aria, id: 'en-GB-SoniaNeural', name: 'Sonia', language: 'en-GB' }
const hoaiMy: VoiceView = { ...aria, id: 'vi-VN-HoaiMyNeural', name: 'HoaiMy', language: 'vi-VN' }
const american: VoiceView = { id: 'espeak:en-us', name: 'x', language: 'en-US', engine: 'espeak', speaks: 'phoneme' }
const british: VoiceView = { ...american, id: 'espeak:en-gb-x-rp', language: 'en-GB' }
const voices = [american, british, aria, sonia, hoaiMy]

const mnemonic = (voice: string, language: string) => ({ voice, language, mnemonic: '', spokenIpa: '' })
const sheep = { accents: ['en-US', 'en-GB'], espeak: [mnemonic('en-us', 'en-US'), mnemonic('en-gb-x-rp', 'en-GB')] }
const hot = { accents: ['en-GB'], espeak: [mnemonic('en-gb-x-rp', 'en-GB')] }

const told = (phonemes: (typeof sheep)[], offline = false) =>
  voiceGroups(voices, phonemes, offline).map(({ engine, speaks, choices }) => [
    `${engine} ${speaks}`,
    ...choices.map(({ voice, whyNot, lacks }) => `${voice.id} ${whyNot ?? 'can'} ${lacks}`),
  ])

describe('the voices that can be chosen', () => {
  it('stand by engine, and say whether they are given phonemes or words; other languages are left out', () => {
    expect(told([sheep])).toEqual([
      ['espeak phoneme', 'espeak:en-us can 0', 'espeak:en-gb-x-rp can 0'],
      ['edge word', 'en-US-AriaNeural can 0', 'en-GB-SoniaNeural can 0'],
    ])
  })

  it('a phoneme that an accent lacks is not asked of its voices', () => {
    expect(told([hot])).toEqual([
      ['espeak phoneme', 'espeak:en-us accent 1', 'espeak:en-gb-x-rp can 0'],
      ['edge word', 'en-US-AriaNeural accent 1', 'en-GB-SoniaNeural can 0'],
    ])
  })

  it('of several phonemes it is told how many an accent lacks', () => {
    expect(told([sheep, hot])[1]).toEqual(['edge word', 'en-US-AriaNeural can 1', 'en-GB-SoniaNeural can 0'])
  })

  it('offline, nothing is asked of a service, whatever it could say', () => {
    expect(told([hot], true)).toEqual([
      ['espeak phoneme', 'espeak:en-us accent 1', 'espeak:en-gb-x-rp can 0'],
      ['edge word', 'en-US-AriaNeural offline 1', 'en-GB-SoniaNeural offline 0'],
    ])
  })
})
