import type { TestInfo } from '@playwright/test'
import { expect, test } from '@playwright/test'
import type { SpokenPhoneme } from '#test/unit/acoustics/hands-free/espeak-sounds.ts'
import { speakInventory } from '#test/unit/acoustics/hands-free/espeak-sounds.ts'
import { vowelsLevel } from '#test/unit/acoustics/hands-free/listening.ts'
import { pulseIsInstalled } from '../e2e/support/pulse-microphone.ts'
import type { HeardSittingScene } from '../e2e/support/sitting-scene.ts'
import { openHeardScene } from '../e2e/support/sitting-scene.ts'

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

test('after three bad takes of one prompt it goes on, says so, and the prompt stays missing', async ({}, info) => {
  const scene = await open(info, ['iː', 'm'])
  const { hands, say, client, sitting } = scene
  const shouted = saidAs('iː').map((sample) => sample * 40)
  try {
    await hands.skipCheck()
    for (const told of ['Once more', 'Once more', 'Left for later']) {
      await hands.stage('Speak')
      await say(shouted)
      await hands.stage(told)
    }
    await hands.prompt('m')
    await answerUntilReview(scene)
    expect(await verdicts(scene)).toEqual(['kept', 'rejected', 'rejected', 'rejected'])
    const [open] = await client.sittings.list({})
    expect(open).toMatchObject({ id: sitting.id, done: 1, prompts: 2, endedAt: null })
  } finally {
    await scene.end()
  }
})

test('Space pauses and goes on; nothing is recorded meanwhile', async ({}, info) => {
  const scene = await open(info, ['iː'], 2)
  const { page, hands, say } = scene
  try {
    await hands.skipCheck()
    await hands.stage('Speak')
    await page.keyboard.press('Space')
    await hands.stage('Paused')
    await say(saidAs('iː'))
    await hands.stage('Paused')
    await hands.made(0)
    await page.keyboard.press('Space')
    await answerUntilReview(scene)
    expect(await verdicts(scene)).toEqual(['kept', 'kept'])
  } finally {
    await scene.end()
  }
})

test('a microphone that is pulled out is told, and what was recorded until then is kept', async ({}, info) => {
  const scene = await open(info, ['iː'], 2)
  const { page, hands, say, microphone } = scene
  try {
    await hands.skipCheck()
    await hands.stage('Speak')
    await say(saidAs('iː'))
    await hands.made(1)
    await hands.stage('Speak')
    microphone.unplug()
    await hands.stage('Microphone not available')
    await expect(page.getByRole('alert')).toContainText('The microphone was unplugged or switched off.')
    await expect(page.getByRole('button', { name: 'Open microphone' })).toBeVisible()
    await hands.made(1)
    expect(await verdicts(scene)).toEqual(['kept'])
  } finally {
    await scene.end()
  }
})

test('the reference before each prompt is no answer to it, and is warned of where the microphone hears it', async ({}, info) => {
  const scene = await open(info, ['iː', 'ɑː'])
  const { page, hands } = scene
  try {
    await hands.skipCheck()
    await hands.stage('Speak')
    await page.getByRole('checkbox', { name: 'Reference before each prompt' }).check()
    await page.keyboard.press('e')
    await hands.stage('Reference')
    await expect(page.getByText('The microphone hears the reference.')).toBeVisible()
    await hands.stage('Speak')
    await hands.made(0)
    await answerUntilReview(scene)
    expect(await verdicts(scene)).toEqual(['kept', 'kept'])
  } finally {
    await scene.end()
  }
})
