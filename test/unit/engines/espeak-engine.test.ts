import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { EspeakSpeech } from '#shared/entities/phoneme.ts'
import { conditionClip } from '#shared/acoustics/condition-clip.ts'
import type { Engine, PhonemeRequest, TextRequest } from '#shared/node/engines/engine.ts'
import { createEspeakEngine } from '#shared/node/engines/espeak.ts'
import { SpeechFault } from '#shared/node/engines/speech-fault.ts'

const inventory = JSON.parse(
  readFileSync(new URL('../../../resources/inventories/english.json', import.meta.url), 'utf8'),
) as { phonemes: { ipaSymbol: string; espeak: EspeakSpeech[] }[] }

const every = inventory.phonemes.flatMap(({ ipaSymbol, espeak }) => espeak.map((speech) => ({ ipaSymbol, ...speech })))

let engine: Engine
beforeAll(() => {
  engine = createEspeakEngine({ workerUrl: new URL('../../../shared/node/workers/espeak-worker.ts', import.meta.url) })
})
afterAll(() => engine.close())

const soon = { deadlineMs: 10_000 }

function phoneme(mnemonic: string, spokenIpa: string, more: Partial<PhonemeRequest> = {}): PhonemeRequest {
  return { kind: 'phoneme', voiceId: 'espeak:en-us', mnemonic, spokenIpa, ratePercent: -30, pitchPercent: 0, ...more }
}

function words(text: string, more: Partial<TextRequest> = {}): TextRequest {
  return { kind: 'text', voiceId: 'espeak:en-us', text, ratePercent: 0, pitchPercent: 0, ...more }
}

async function faultOf(speech: Promise<unknown>): Promise<SpeechFault['fault']> {
  const error = await speech.then(
    () => expect.fail('spoke, though it should have been refused'),
    (error: unknown) => error,
  )
  if (!(error instanceof SpeechFault)) throw error
  return error.fault
}

describe('the whole inventory', () => {
  it('has a way to be spoken offline for each of its phonemes', () => {
    expect(inventory.phonemes.filter(({ espeak }) => espeak.length === 0)).toEqual([])
    expect(every.length).toBeGreaterThanOrEqual(inventory.phonemes.length)
  })

  it.each(every)('/$ipaSymbol/ is spoken by $voice as $spokenIpa', async ({ voice, mnemonic, spokenIpa }) => {
    const speech = await engine.speak(phoneme(mnemonic, spokenIpa, { voiceId: `espeak:${voice}` }), soon)
    expect(speech.spokenIpa).toBe(spokenIpa)
    expect(speech.sampleRateHz).toBe(22_050)
    expect(speech.samples.length / speech.sampleRateHz).toBeGreaterThan(0.1)
    expect(conditionClip(speech.samples, speech.sampleRateHz)).not.toBeNull()
  })

  it('names voices that the engine has, with the language that the engine gives them', async () => {
    const languages = new Map((await engine.listVoices()).map(({ id, language }) => [id, language]))
    for (const { voice, language } of every) expect(languages.get(`espeak:${voice}`)).toBe(language)
  })
})

it('speech comes with its provenance', async () => {
  const speech = await engine.speak(phoneme("'i:", 'ˈiː'), soon)
  expect(speech).toMatchObject({
    engine: 'espeak-ng',
    engineVersion: expect.stringMatching(/^1\.52 \(espeak-ng-emscripten \d/),
    requestHash: expect.stringMatching(/^[0-9a-f]{64}$/),
  })
})

it.each([
  ['~~', ''],
  ["'zzq", 'zzq'],
  ['I', 'ˈi'],
])(
  'mnemonics that are not the phoneme (%s) are refused, and what was spoken instead is told',
  async (mnemonic, heard) => {
    expect(await faultOf(engine.speak(phoneme(mnemonic, 'ˈɪ'), soon))).toEqual({
      code: 'WRONG_PHONEME',
      data: { engine: 'espeak', voiceId: 'espeak:en-us', mnemonic, expectedIpa: 'ˈɪ', spokenIpa: heard },
    })
  },
)

it('a clip of near-silence is refused even where the report agrees', async () => {
  expect(await faultOf(engine.speak(phoneme('~~', ''), soon))).toEqual({
    code: 'NEAR_SILENCE',
    data: { engine: 'espeak', voiceId: 'espeak:en-us', asked: '~~', peakDbfs: null },
  })
  expect((await faultOf(engine.speak(words('  '), soon))).code).toBe('NEAR_SILENCE')
})

it.each(['espeak:xx-nowhere', 'en-us', 'en-US-AriaNeural', 'espeak:', ''])(
  'an unknown voice (%s) is refused; the voice before it does not speak in its place',
  async (voiceId) => {
    await engine.speak(words('hot', { voiceId: 'espeak:en-gb-x-rp' }), soon)
    expect(await faultOf(engine.speak(words('hot', { voiceId }), soon))).toEqual({
      code: 'UNKNOWN_VOICE',
      data: { engine: 'espeak', voiceId },
    })
  },
)

it('each request is spoken in its own voice, rate and pitch, whatever the one before asked for', async () => {
  const hot = (voiceId: string) => engine.speak(words('hot', { voiceId }), soon)
  await engine.speak(words('hot', { ratePercent: 100, pitchPercent: 50, voiceId: 'espeak:vi' }), soon)
  expect((await hot('espeak:en-us')).spokenIpa).toBe('hˈɑːt')
  expect((await hot('espeak:en-gb-x-rp')).spokenIpa).toBe('hˈɒt')
  expect((await hot('espeak:en-us')).spokenIpa).toBe('hˈɑːt')
})

it('every voice that is listed can be had, and every English one speaks', async () => {
  const voices = await engine.listVoices()
  expect(voices.length).toBeGreaterThan(100)
  const unheard: string[] = []
  for (const { id, language } of voices) {
    expect(Intl.getCanonicalLocales(language)).toHaveLength(1)
    const speaking = engine.speak(words('1 2 3', { voiceId: id }), soon)
    if (language.startsWith('en')) await speaking
    else await speaking.catch(({ fault }: SpeechFault) => unheard.push(fault.code))
  }
  // A few languages of eSpeak have no numbers; that is all that may be amiss with them.
  expect(new Set(unheard)).toEqual(new Set(['NEAR_SILENCE']))
})

it('many refused voices in a row do not spoil the report of the next clip', async () => {
  for (let i = 0; i < 200; i++) await faultOf(engine.speak(phoneme("'i:", 'ˈiː', { voiceId: 'espeak:none' }), soon))
  await expect(engine.speak(phoneme("'i:", 'ˈiː'), soon)).resolves.toMatchObject({ spokenIpa: 'ˈiː' })
})

it('requests made together are each answered with their own sound', async () => {
  const asked = every.map(({ voice, mnemonic, spokenIpa }) =>
    phoneme(mnemonic, spokenIpa, { voiceId: `espeak:${voice}` }),
  )
  const speeches = await Promise.all(asked.map((request) => engine.speak(request, soon)))
  expect(speeches.map(({ spokenIpa }) => spokenIpa)).toEqual(asked.map(({ spokenIpa }) => spokenIpa))
})

it('text is spoken as words: markup, phoneme brackets and stray signs in it have no power', async () => {
  const heard = async (text: string) => (await engine.speak(words(text), soon)).spokenIpa
  expect(await heard('ship')).toBe('ʃˈɪp')
  expect(await heard('<voice name="fr">hot</voice>')).toContain('hˈɑːt')
  expect(await heard('hot')).toBe('hˈɑːt')
  expect(await heard('[[b@]] hot')).toMatch(/^bˈiː/)
  expect(await heard('salt & pepper')).toContain('ænd')
  expect(await heard('hot\0 dog')).toMatch(/hˈɑːt.*dˈ/)
})

it('a slower rate makes a longer clip: −30 % takes about 1/0.7 of the time', async () => {
  const seconds = async (ratePercent: number) => {
    const speech = await engine.speak(words('The quick brown fox jumps over the dog', { ratePercent }), soon)
    return speech.samples.length / speech.sampleRateHz
  }
  expect((await seconds(-30)) / (await seconds(0))).toBeCloseTo(1 / 0.7, 1)
})

it.each([-30, -20, -10, 25, 50, 70])(
  'a pitch of %i percent moves the fundamental by that much',
  async (pitchPercent) => {
    const ratio = (await medianPitchHz(pitchPercent)) / (await medianPitchHz(0))
    expect(Math.abs(ratio / (1 + pitchPercent / 100) - 1)).toBeLessThan(0.05)
  },
)

/** Of nine clips, since no two of eSpeak's are quite alike. */
async function medianPitchHz(pitchPercent: number): Promise<number> {
  const pitches: number[] = []
  for (let i = 0; i < 9; i++) {
    const { samples, sampleRateHz } = await engine.speak(phoneme("'A:", 'ˈɑː', { pitchPercent }), soon)
    pitches.push(fundamentalHz(samples.subarray(2500, 4000), sampleRateHz))
  }
  return pitches.sort((one, other) => one - other)[4] ?? Number.NaN
}

it.each([
  ['ratePercent', -60],
  ['ratePercent', 200],
  ['ratePercent', Number.NaN],
  ['pitchPercent', -50],
  ['pitchPercent', 100],
] as const)('%s %d, which eSpeak would quietly bend, is refused with the bounds', async (quantity, value) => {
  const fault = await faultOf(engine.speak(phoneme("'i:", 'ˈiː', { [quantity]: value }), soon))
  expect(fault).toMatchObject({ code: 'OUT_OF_RANGE', data: { quantity, value, least: expect.any(Number) } })
})

it('a volume, which eSpeak cannot change, is refused rather than left out', async () => {
  const fault = await faultOf(engine.speak(words('hot', { volumePercent: 20 }), soon))
  expect(fault).toMatchObject({ code: 'OUT_OF_RANGE', data: { quantity: 'volumePercent', least: 0, most: 0 } })
  await engine.speak(words('hot', { volumePercent: 0 }), soon)
})

/** The shortest lag, in 50…250 Hz, at which the autocorrelation comes within a tenth of its best. */
function fundamentalHz(samples: Float32Array, sampleRateHz: number): number {
  const alike = (lag: number) => {
    let product = 0
    let energy = 0
    for (let i = 0; i + lag < samples.length; i++) {
      const [one, other] = [samples[i] ?? 0, samples[i + lag] ?? 0]
      product += one * other
      energy += (one * one + other * other) / 2
    }
    return product / energy
  }
  const shortest = Math.floor(sampleRateHz / 250)
  const likeness = Array.from({ length: Math.floor(sampleRateHz / 50) - shortest }, (_, i) => alike(shortest + i))
  const best = Math.max(...likeness)
  const place = likeness.findIndex(
    (value, i) => value > 0.9 * best && value >= (likeness[i + 1] ?? -1) && value >= (likeness[i - 1] ?? -1),
  )
  return sampleRateHz / (shortest + place)
}
