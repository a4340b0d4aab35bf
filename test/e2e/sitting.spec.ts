import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { expect, test } from '@playwright/test'
import { joinStudio } from '#test/support/join-studio.ts'
import { startStudio } from '#test/support/studio-process.ts'
import { cutOffText, sidewaysOverflow } from './support/cut-off-text.ts'
import { picture } from './support/picture.ts'
import { pulseIsInstalled } from './support/pulse-microphone.ts'
import { sittingHands } from './support/sitting-hands.ts'
import type { SittingScene } from './support/sitting-scene.ts'
import { openHeardScene, openSittingScene, sittingAddress } from './support/sitting-scene.ts'
import { spokenSound } from './support/spoken-sound.ts'
import { openWindow } from './support/studio-window.ts'

const verdictsOf = async ({ client, sitting }: Pick<SittingScene, 'client' | 'sitting'>, promptId: string) => {
  const takes = await client.takes.list({ sittingId: sitting.id })
  return takes
    .filter(({ take }) => take.promptId === promptId)
    .toSorted((a, b) => (a.take.recordedAt < b.take.recordedAt ? -1 : 1))
    .map(({ take }) => take.verdict)
}

const promptIds = ({ sitting }: Pick<SittingScene, 'sitting'>) => sitting.prompts.map(({ promptId }) => promptId)

/** /iː/ as somebody says it, loud enough for a good take. */
function aVowel(peak = 0.35): Float32Array {
  const said = spokenSound({ seconds: 0.5, pitchHz: 205, formantsHz: [310, 2300, 3000], breath: 0.02, peak })
  return Float32Array.from(said.subarray(24_000, said.length - 24_000), (sample) => sample / 32_768)
}

test('a sitting goes from its first prompt to the review by keys alone', async ({}, info) => {
  const scene = await openSittingScene(info, { phonemes: ['iː', 'ʃ'], takes: 2 })
  const { page, hands, client, sitting } = scene
  const [sheep = '', ship = ''] = promptIds(scene)
  try {
    await expect(page.getByText('1 of 2 prompts · about a minute left')).toBeVisible()
    await hands.skipCheck()
    await hands.prompt('iː')
    await expect(page.getByText('as in eat')).toBeVisible()

    await test.step('a take is redone: it is rejected, not deleted', async () => {
      await hands.record()
      await hands.stage('Record again')
      await expect(hands.check).toContainText('No sound was heard. Check that the microphone is not muted')
      await expect(hands.check).toContainText(/Sound check\s*none/)
      await page.keyboard.press('r')
      await hands.stage('Listening')
      await hands.made(0)
      await expect(page.getByText('1 rejected')).toBeVisible()
    })
    await test.step('two are kept, and the next prompt comes', async () => {
      await hands.record()
      await page.keyboard.press('Enter')
      await hands.made(1)
      await hands.record()
      await page.keyboard.press('Enter')
      await hands.prompt('ʃ')
      await expect(page.getByText('2 of 2 prompts')).toBeVisible()
    })
    await test.step('back to the first, which lacks nothing, and on again', async () => {
      await page.keyboard.press('ArrowLeft')
      await hands.prompt('iː')
      await hands.stage('Done')
      await hands.made(2)
      await page.keyboard.press('Enter')
      await hands.prompt('ʃ')
    })
    await test.step('the second is skipped, with the reason, and the skip is undone', async () => {
      await page.keyboard.press('s')
      const dialog = page.getByRole('dialog', { name: 'Skip this prompt' })
      await expect(dialog.getByRole('radio', { name: /My accent/ })).toBeFocused()
      await page.keyboard.press('ArrowDown')
      await page.keyboard.press('ArrowDown')
      await page.keyboard.press('Enter')
      await expect(dialog).toBeHidden()
      await expect(page.getByRole('heading', { name: 'All prompts are done' })).toBeVisible()
      expect((await client.sittings.get({ sittingId: sitting.id })).prompts[1]?.skipped?.reason).toBe(
        'It is too noisy just now',
      )
      await page.keyboard.press('ArrowLeft')
      await hands.stage('Skipped')
      await page.keyboard.press('s')
      await hands.stage('Listening')
    })
    await test.step('it is recorded after all, and the review begins', async () => {
      for (const made of [0, 1]) {
        await hands.made(made)
        await hands.record()
        await page.keyboard.press('Enter')
      }
      await expect(page.getByRole('heading', { name: 'All prompts are done' })).toBeVisible()
      await page.keyboard.press('Enter')
      await expect(page).toHaveURL(new RegExp(`#/record/review/${sitting.id}$`))
    })
    expect(await verdictsOf(scene, sheep)).toEqual(['rejected', 'kept', 'kept'])
    expect(await verdictsOf(scene, ship)).toEqual(['kept', 'kept'])
    const ended = await client.sittings.get({ sittingId: sitting.id })
    expect(ended.prompts[1]?.skipped).toBeNull()
    expect(ended.endedAt).not.toBeNull()
  } finally {
    await scene.end()
  }
})

test('a sitting goes on at the very prompt: after leaving, after a reload, and after the studio was killed', async ({}, info) => {
  const scene = await openSittingScene(info, { phonemes: ['iː', 'ʃ', 'h'], takes: 2 })
  const { page, hands, studio, folder, sitting } = scene
  const [, ship = ''] = promptIds(scene)
  const microphoneFile = info.outputPath('room.wav')
  try {
    await hands.skipCheck()
    await hands.stage('Listening')
    await page.keyboard.press('ArrowRight')
    await hands.prompt('ʃ')
    await hands.record()
    await page.keyboard.press('Enter')
    await hands.made(1)

    await page.keyboard.press('Escape')
    await page.getByRole('link', { name: /Continue/ }).click()
    await hands.prompt('ʃ')
    await hands.made(1)

    await page.reload()
    await expect(page.getByText('2 of 3 prompts')).toBeVisible()
    await hands.skipCheck()
    await hands.prompt('ʃ')
    await hands.made(1)

    // Killed in the middle of the second take.
    await hands.stage('Listening')
    await page.keyboard.press('Space')
    await hands.stage('Recording')
    await hands.recordedSeconds(1)
  } finally {
    await studio.kill()
    await scene.context.browser()?.close()
  }
  const again = await startStudio(folder)
  const { client, leave } = joinStudio(again.address)
  const window = await openWindow({ address: sittingAddress(again.address, sitting.id), microphoneFile })
  const hands2 = sittingHands(window.page)
  try {
    await expect(window.page.getByText('2 of 3 prompts')).toBeVisible()
    await hands2.skipCheck()
    await hands2.prompt('ʃ')
    // What had reached the disk of the take under way is there, for the speaker to decide on; no third one is asked for.
    await hands2.made(2)
    await expect(window.page.getByText('The studio was ended while this was being recorded.')).toBeVisible()
    await window.page.keyboard.press('Enter')
    await hands2.prompt('h')
    expect(await verdictsOf({ client, sitting }, ship)).toEqual(['kept', 'kept'])
  } finally {
    await window.close()
    leave()
    expect(await again.stop()).toBe(0)
  }
})

test('a key that was changed is shown and obeyed everywhere, also after a reload, until it is reset', async ({}, info) => {
  const scene = await openSittingScene(info, { phonemes: ['iː'] })
  const { page, hands } = scene
  const keys = page.getByRole('dialog', { name: 'Keys' })
  const record = page.getByRole('button', { name: 'Record', exact: true })
  const openKeys = async () => {
    await page.keyboard.press('?')
    await expect(keys).toBeVisible()
  }
  try {
    await hands.skipCheck()
    await hands.stage('Listening')
    await openKeys()
    await keys.getByRole('button', { name: 'Change the key of “Record”: now Space' }).click()
    await page.keyboard.press('F5')
    await expect(keys.getByText('That key is the browser’s or the system’s.')).toBeVisible()
    await page.keyboard.press('p')
    await expect(keys.getByText('That key does “Play take” here.')).toBeVisible()
    await page.keyboard.press('g')
    await expect(keys.getByRole('button', { name: 'Change the key of “Record”: now G' })).toBeVisible()
    // It closes the dialog, and leaves the sitting where it is.
    await page.keyboard.press('Escape')
    await expect(keys).toBeHidden()
    await expect(record).toHaveAttribute('aria-keyshortcuts', 'g')
    await page.keyboard.press('Space')
    await page.keyboard.press('g')
    await hands.stage('Recording')
    await page.keyboard.press('g')
    await expect(hands.check).toBeVisible()

    // It comes back to the take that was not decided on.
    await page.reload()
    await hands.skipCheck()
    await hands.stage('Record again')
    await page.keyboard.press('r')
    await hands.stage('Listening')
    await page.keyboard.press('g')
    await hands.stage('Recording')
    await page.keyboard.press('g')
    await hands.stage('Record again')
    // The same action in another view.
    await page.goto(new URL('#/record/', page.url()).href)
    await page.getByRole('link', { name: /ship/ }).first().click()
    await expect(page.getByRole('button', { name: 'Record', exact: true })).toHaveAttribute('aria-keyshortcuts', 'g')

    await openKeys()
    await keys.getByRole('button', { name: 'Give “Record” its own key back' }).click()
    await expect(keys.getByRole('button', { name: 'Change the key of “Record”: now Space' })).toBeVisible()
  } finally {
    await scene.end()
  }
})

test('rail and list make room for the prompt, and come back', async ({}, info) => {
  const scene = await openSittingScene(info, { phonemes: ['iː'] })
  const { page, hands } = scene
  const rail = page.getByRole('navigation', { name: 'Rooms' })
  try {
    await hands.skipCheck()
    await hands.stage('Listening')
    await page.keyboard.press('f')
    await expect(rail).toBeHidden()
    await hands.prompt('iː')
    await page.keyboard.press('f')
    await expect(rail).toBeVisible()
    await page.keyboard.press('f')
    await expect(rail).toBeHidden()
    await page.keyboard.press('v')
    await expect(page).toHaveURL(/review/)
    await expect(rail).toBeVisible()
  } finally {
    await scene.end()
  }
})

test.describe('with a microphone in a room', () => {
  test.skip(!pulseIsInstalled(), 'PulseAudio is not installed')

  test('each take’s verdict is there at once, with its figures and what to do; by key, hands-free and by key again', async ({}, info) => {
    const scene = await openHeardScene(info, { phonemes: ['iː'], takes: 3 })
    const { page, hands, say, folder } = scene
    const { check } = hands
    try {
      await hands.skipCheck()
      await hands.stage('Listening')
      await picture(page, 'sitting-prompt', folder)
      await hands.record(async () => {
        await say(aVowel())
        await picture(page, 'sitting-recording', folder)
      })
      await hands.stage('Good')
      await expect(check).toContainText('Nothing stands against it.')
      await expect(check).toContainText(/Sound\s*0\.\d\d s.*Above the room\s*\d\d dB/)

      // Whoever changes to hands-free in mid-prompt, and back, keeps what is there.
      await page.keyboard.press('h')
      await hands.stage('Speak')
      await hands.made(1)
      await say(aVowel())
      await hands.made(2)
      await page.keyboard.press('h')
      await hands.record(() => say(aVowel(6)))
      await hands.stage('Record again')
      await expect(check).toContainText('cut off at full scale. Move back a little')
      await expect(hands.takes.getByRole('listitem').nth(2)).toContainText('clipped')
      await picture(page, 'sitting-checked', folder)
      const [sheep = ''] = promptIds(scene)
      expect(await verdictsOf(scene, sheep)).toEqual(['kept', 'kept', 'new'])
    } finally {
      await scene.end()
    }
  })

  test('the reference is made where there is none, and warned of where the microphone hears it', async ({}, info) => {
    const scene = await openHeardScene(info, { phonemes: ['iː'] })
    const { page, hands, client } = scene
    try {
      await hands.skipCheck()
      await hands.stage('Listening')
      await page.keyboard.press('e')
      await hands.stage('Reference')
      await expect(
        page.getByText('The microphone hears the reference. Use headphones, or it will be in your takes.'),
      ).toBeVisible()
      expect(await client.sources.list({ phoneme: 'iː' })).toMatchObject([{ source: { sourceType: 'generated' } }])

      // In a take E is not obeyed.
      await page.keyboard.press('Space')
      await hands.stage('Recording')
      await page.keyboard.press('e')
      await hands.recordedSeconds(0.6)
      await hands.stage('Recording')
      await page.keyboard.press('Space')
      await hands.stage('Record again')
    } finally {
      await scene.end()
    }
  })

  test('the reference is not warned of where the microphone does not hear it', async ({}, info) => {
    const scene = await openHeardScene(info, { phonemes: ['iː'] })
    const { page, hands, microphone } = scene
    try {
      microphone.wearHeadphones()
      await hands.skipCheck()
      await hands.stage('Listening')
      await page.keyboard.press('e')
      await hands.stage('Reference')
      await hands.stage('Listening')
      await expect(page.getByText('The microphone hears the reference.')).toBeHidden()
    } finally {
      await scene.end()
    }
  })
})

/** Nothing against it by axe, nothing cut off. */
async function expectFit(page: Page, state: string): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).analyze()
  expect
    .soft(
      violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`),
      state,
    )
    .toEqual([])
  expect.soft(await cutOffText(page), state).toEqual([])
  expect.soft(await sidewaysOverflow(page), state).toBe(0)
}

const schemes = process.env['PHONEME_STUDIO_LONG'] === undefined ? (['dark'] as const) : (['light', 'dark'] as const)
for (const colorScheme of schemes) {
  test(`every state of a sitting is readable and whole, ${colorScheme}`, async ({}, info) => {
    test.setTimeout(180_000)
    const scene = await openSittingScene(
      info,
      { phonemes: ['iː'], contexts: ['isolated', 'syllable', 'word'] },
      { colorScheme, audited: true },
    )
    const { page, hands } = scene
    try {
      await hands.skipCheck()
      await hands.stage('Listening')
      await expectFit(page, 'listening')
      await page.keyboard.press('Space')
      await hands.stage('Recording')
      await expectFit(page, 'recording')
      await page.keyboard.press('Space')
      await hands.stage('Record again')
      await expectFit(page, 'checked')
      for (const percent of [150, 200]) {
        await page.evaluate(`document.documentElement.style.fontSize = '${percent}%'`)
        expect.soft(await cutOffText(page), `${percent} %`).toEqual([])
        expect.soft(await sidewaysOverflow(page), `${percent} %`).toBe(0)
      }
      await page.evaluate(`document.documentElement.style.fontSize = ''`)
      await page.keyboard.press('Enter')
      await hands.prompt('biː')
      await page.keyboard.press('s')
      await expect(page.getByRole('dialog', { name: 'Skip this prompt' })).toBeVisible()
      await expectFit(page, 'skip')
      await page.keyboard.press('Escape')
      await expect(page.getByRole('dialog')).toBeHidden()
      await page.keyboard.press('ArrowRight')
      await hands.prompt('eat')
      await expectFit(page, 'word')
      await page.keyboard.press('?')
      await expect(page.getByRole('dialog', { name: 'Keys' })).toBeVisible()
      await expectFit(page, 'keys')
      await page.keyboard.press('Escape')
      await expect(page.getByRole('dialog')).toBeHidden()
      await page.keyboard.press('h')
      await hands.stage('Speak')
      await page.keyboard.press('Space')
      await hands.stage('Paused')
      await expectFit(page, 'paused')
      await page.keyboard.press('h')
      await hands.record()
      await page.keyboard.press('Enter')
      await expect(page.getByRole('heading', { name: 'This was the last prompt' })).toBeVisible()
      await expectFit(page, 'end')
    } finally {
      await scene.end()
    }
  })
}
