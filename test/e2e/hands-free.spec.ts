import type { TestInfo } from '@playwright/test'
import { expect, test } from '@playwright/test'
import { inTurns } from '#test/support/runs.ts'
import type { SpokenPhoneme } from '#test/unit/acoustics/hands-free/espeak-sounds.ts'
import { speakInventory } from '#test/unit/acoustics/hands-free/espeak-sounds.ts'
import { vowelsLevel } from '#test/unit/acoustics/hands-free/listening.ts'
import { noises } from '#test/unit/acoustics/hands-free/noises.ts'
import { mainsHum } from './support/room-sounds.ts'
import { picture } from './support/picture.ts'
import { pulseIsInstalled } from './support/pulse-microphone.ts'
import type { HeardSittingScene } from './support/sitting-scene.ts'
import { openHeardScene } from './support/sitting-scene.ts'

test.skip(!pulseIsInstalled(), 'PulseAudio is not installed')
test.setTimeout(180_000)

let spoken: SpokenPhoneme[] = []
let gain = 1
test.beforeAll(async () => {
  spoken = await speakInventory()
  // As loud as a speaker a forearm away from the microphone.
  gain = 10 ** ((-22 - vowelsLevel(spoken)) / 20)
})

function saidAs(symbol: string): Float32Array {
  const { samples } = spoken.find(({ ipaSymbol }) => ipaSymbol === symbol) ?? { samples: new Float32Array() }
  return samples.map((sample) => sample * gain)
}

const knock = noises.find(({ name }) => name === 'a knock on the table')?.make(7) ?? new Float32Array()

const open = (info: TestInfo, phonemes: string[], takes = 1) =>
  openHeardScene(info, { phonemes, takes, mode: 'hands-free' })

/** What the screen asks for is said as soon as it says so, until the review is there. */
async function answerUntilReview({ page, hands, say }: HeardSittingScene): Promise<void> {
  const speak = page.getByRole('region', { name: 'Microphone' }).getByText('Speak', { exact: true })
  const review = page.getByRole('heading', { level: 1, name: /Review/ })
  for (;;) {
    await expect(speak.or(review)).toBeVisible({ timeout: 30_000 })
    if (await review.isVisible()) return
    await say(saidAs(await hands.said()))
    await expect(speak).toBeHidden()
  }
}

const verdicts = async ({ client, sitting }: HeardSittingScene) =>
  (await client.takes.list({ sittingId: sitting.id })).map(({ take }) => take.verdict).toSorted()

// One of each class of sound, in two halves.
const classes = [
  ['iː', 'tʃ', 's', 'm'],
  ['aɪ', 'p', 's', 'l'],
]
for (const phonemes of inTurns(classes))
  test(`a hands-free sitting needs no key from its start to the review: a take each, whatever the class of the sound: ${phonemes.join(' ')}`, async ({}, info) => {
    const scene = await open(info, phonemes)
    const { page, hands, client, sitting } = scene
    try {
      await hands.skipCheck()
      await answerUntilReview(scene)
      await expect(page).toHaveURL(new RegExp(`#/record/review/${sitting.id}$`))
      const takes = await client.takes.list({ sittingId: sitting.id })
      const kept = takes.filter(({ take }) => take.verdict === 'kept')
      expect(new Set(kept.map(({ take }) => take.promptId))).toEqual(
        new Set(sitting.prompts.map(({ promptId }) => promptId)),
      )
      expect(kept).toHaveLength(phonemes.length)
      expect(kept.filter(({ take }) => take.checked?.verdict === 'bad')).toEqual([])
      expect((await client.sittings.get({ sittingId: sitting.id })).endedAt).not.toBeNull()
    } finally {
      await scene.end()
    }
  })

test('a knock and a hum are not kept and do not count: it says what they were, and asks again', async ({}, info) => {
  const scene = await open(info, ['iː'])
  const { page, hands, say, folder } = scene
  try {
    await hands.skipCheck()
    await hands.stage('Speak')
    await picture(page, 'sitting-hands-free', folder)
    await say(knock)
    await hands.stage('That was something else')
    await hands.stage('Speak')
    await say(mainsHum(1.2, 50, -28))
    await hands.stage('That was something else')
    await hands.made(0)
    await answerUntilReview(scene)
    expect(await verdicts(scene)).toEqual(['kept', 'rejected', 'rejected'])
    await expect(page).toHaveURL(/review/)
  } finally {
    await scene.end()
  }
})
