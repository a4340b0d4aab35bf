import { expect, it } from 'vitest'
import english from '#resources/inventories/english.json' with { type: 'json' }
import { refuseUnspeakable } from '#shared/node/engines/edge-request.ts'
import type { SpeechRequest } from '#shared/node/engines/engine.ts'
import { SpeechFault } from '#shared/node/engines/speech-fault.ts'
import { words } from '#test/doubles/edge/ask-edge.ts'

function refusalOf(request: SpeechRequest): SpeechFault['fault'] | null {
  try {
    refuseUnspeakable(request)
    return null
  } catch (error) {
    if (!(error instanceof SpeechFault)) throw error
    return error.fault
  }
}

const notWords = (asked: string) => ({ code: 'NOT_WORDS', data: { engine: 'edge', asked } })

it('no symbol of the inventory passes for a word, bare, in slashes or in brackets', () => {
  const bare = english.phonemes.map(({ ipaSymbol }) => ipaSymbol)
  const all = bare.flatMap((symbol) => [symbol, `/${symbol}/`, `[${symbol}]`, `the sound /${symbol}/ here`])
  expect(all.filter((text) => refusalOf(words(text)) === null)).toEqual([])
})

it('no mnemonic of eSpeak passes for a word', () => {
  const mnemonics = english.phonemes.flatMap(({ espeak }) => espeak.map(({ mnemonic }) => mnemonic))
  const all = mnemonics.flatMap((mnemonic) => [mnemonic, `[[${mnemonic}]]`, `say [[${mnemonic}]]`])
  expect(all.filter((text) => refusalOf(words(text)) === null)).toEqual([])
})

it('every exemplar word of the inventory is spoken', () => {
  const exemplars = english.phonemes.flatMap(({ exemplars }) => exemplars.map(({ word }) => word))
  expect(exemplars.filter((word) => refusalOf(words(word)) !== null)).toEqual([])
})

it.each(['I', 'a', 'café', 'naïve', 'Cæsar', 'o’clock', "'tis", 'ʼtis', 'and/or', 'salt & pepper', '3', 'Say: ship.'])(
  '%s is words',
  (text) => {
    expect(refusalOf(words(text))).toBeNull()
  },
)

it.each(['', '  ', '…', 'i', 'ʃɪp', 'θiŋ', 'n\u0329', 't\u0361s', '/ship/', ' [ʃip] '])('«%s» is no words', (text) => {
  expect(refusalOf(words(text))).toEqual(notWords(text))
})

it('a phoneme in another engine’s notation is refused, since the voice would read it aloud', () => {
  const request = { kind: 'phoneme', voiceId: 'en-US-AriaNeural', mnemonic: "'i:", spokenIpa: 'ˈiː' } as const
  expect(refusalOf({ ...request, ratePercent: 0, pitchPercent: 0 })).toEqual(notWords("'i:"))
})

it.each(['', 'espeak:en-us', 'AriaNeural', 'en-US-Aria', 'en-US-"/>Neural', `en-US-${'A'.repeat(50)}Neural`])(
  'what cannot be a voice of the service is refused before it is asked: «%s»',
  (voiceId) => {
    expect(refusalOf(words('ship', { voiceId }))).toEqual({ code: 'UNKNOWN_VOICE', data: { engine: 'edge', voiceId } })
  },
)

it.each([
  'en-US-AndrewMultilingualNeural',
  'zh-CN-liaoning-XiaobeiNeural',
  'fil-PH-AngeloNeural',
  'iu-Latn-CA-TaqqiqNeural',
])('a voice that is in no list of ours may still be there: %s', (voiceId) => {
  expect(refusalOf(words('ship', { voiceId }))).toBeNull()
})

it.each([
  ['ratePercent', -51],
  ['ratePercent', 101],
  ['pitchPercent', 51],
  ['pitchPercent', Number.NaN],
  ['volumePercent', -100],
] as const)('%s %d is refused with the bounds', (quantity, value) => {
  expect(refusalOf(words('ship', { [quantity]: value }))).toMatchObject({
    code: 'OUT_OF_RANGE',
    data: { engine: 'edge', quantity, least: expect.any(Number), most: expect.any(Number) },
  })
})
