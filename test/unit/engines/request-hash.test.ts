import { expect, it } from 'vitest'
import type { PhonemeRequest } from '#shared/node/engines/engine.ts'
import { requestHash } from '#shared/node/engines/request-hash.ts'

const asked: PhonemeRequest = {
  kind: 'phoneme',
  voiceId: 'espeak:en-us',
  mnemonic: "'i:",
  spokenIpa: 'ˈiː',
  ratePercent: -30,
  pitchPercent: 0,
}

it('the same request has the same hash in every release', () => {
  expect(requestHash(asked)).toBe('7e5aab19ca9669c0d0a9d32ac53f939df08197de0fc0327f9346c239503f7eb2')
})

it('whatever changes what is heard changes the hash, and the check on the answer does not', () => {
  const hash = requestHash(asked)
  const others = [
    requestHash({ ...asked, voiceId: 'espeak:en-gb-x-rp' }),
    requestHash({ ...asked, mnemonic: "'I" }),
    requestHash({ ...asked, ratePercent: 0 }),
    requestHash({ ...asked, pitchPercent: 5 }),
    requestHash({ kind: 'text', voiceId: asked.voiceId, text: asked.mnemonic, ratePercent: -30, pitchPercent: 0 }),
  ]
  expect(new Set([hash, ...others]).size).toBe(others.length + 1)
  expect(requestHash({ ...asked, spokenIpa: 'iː' })).toBe(hash)
})

it('a volume counts where it changes what is heard', () => {
  const say = { kind: 'text', voiceId: 'v', text: 'ship', ratePercent: 0, pitchPercent: 0 } as const
  expect(requestHash({ ...say, volumePercent: 0 })).toBe(requestHash(say))
  expect(requestHash({ ...say, volumePercent: 20 })).not.toBe(requestHash(say))
})

it('two Unicode spellings of one text are one request', () => {
  const say = (text: string) => requestHash({ kind: 'text', voiceId: 'v', text, ratePercent: 0, pitchPercent: 0 })
  expect(say('caf\u00e9')).toBe(say('cafe\u0301'))
})
