import { join } from 'node:path'
import type { TestInfo } from '@playwright/test'
import { expect, test } from '@playwright/test'
import type { StudioClient } from '#test/support/join-studio.ts'
import { giveBrowserVoices, saidByBrowser } from './support/browser-voices.ts'
import type { FurnishedStudio } from './support/furnished-studio.ts'
import { openStudioAt } from './support/furnished-studio.ts'
import { ownSpeaker } from './support/own-speaker.ts'
import { studioHands } from './support/studio-hands.ts'
import type { WindowOptions } from './support/studio-window.ts'
import { openWindow } from './support/studio-window.ts'

/** A studio with nothing made yet, and a window on it. */
async function openScene(
  info: TestInfo,
  options: Partial<WindowOptions> & { furnish?: (client: StudioClient) => Promise<void> } = {},
) {
  const { furnish, ...windowOptions } = options
  const studio: FurnishedStudio = await openStudioAt(info.outputPath('data'), () => new Date(), furnish)
  const window = await openWindow({ address: studio.address, ...windowOptions })
  const { page } = window
  await expect(page.locator('#phonemes').getByText('sheep').first()).toBeAttached()
  const made = (text: string) => expect(page.getByRole('dialog', { name: 'Make TTS' }).getByText(text)).toBeVisible()
  return {
    ...studio,
    page,
    hands: studioHands(page),
    dialog: page.getByRole('dialog', { name: 'Make TTS' }),
    rung: (name: string) => page.getByRole('listitem').filter({ hasText: name }),
    status: page.getByRole('contentinfo'),
    made,
    close: async () => {
      await window.close()
      await studio.close()
    },
  }
}

test('the page of a phoneme tells each rung of the rule, and Look again has a fresh clip made before one’s eyes', async ({}, info) => {
  const { page, client, hands, rung, status, close } = await openScene(info)
  await hands.openRoom('Compare')
  await expect(rung('Preferred')).toContainText('No editor has set one.')
  await expect(rung('Newest native')).toContainText('There is no native recording.')
  await expect(rung('Web speech').last()).toContainText('No file: the learner’s browser says “sheep”.')
  await expect(page.getByText('No clip here is valid.')).toBeVisible()
  await expect(status.getByRole('link', { name: /clip/ })).toHaveCount(0)

  await client.queue.setPaused({ paused: true })
  await page.keyboard.press('r')
  await expect(page.getByText('A fresh clip waits: the queue is paused.')).toBeVisible()
  await expect(status.getByRole('link', { name: '1 clip waits: the queue is paused' })).toBeVisible()
  await page.getByRole('button', { name: 'Go on' }).click()

  await expect(page.getByRole('region', { name: 'Lane A: eSpeak en-US' })).toBeVisible()
  await expect(rung('Newest generated')).toContainText('eSpeak en-US is the newest that has not expired')
  await expect(rung('Expired, for now')).toContainText('Not needed.')
  await expect(status.getByRole('link', { name: /clip/ })).toHaveCount(0)
  await close()
})

test('on the last rung the studio says what a learner’s browser would, and shows what a learner reads', async ({}, info) => {
  const { page, hands, close } = await openScene(info, {
    prepare: (page) => giveBrowserVoices(page, ['vi-VN', 'en-GB', 'en-US']),
  })
  await hands.choosePhoneme('ʃ', /ʃ/)
  await hands.openRoom('Compare')
  const panel = page.getByRole('region', { name: 'What a learner gets for now' })
  await expect(panel.getByText(/^Như/)).toBeVisible()
  await expect(panel.getByText('A voice for en-')).toBeVisible()
  await page.keyboard.press('p')
  await panel.getByRole('button', { name: 'Speak it' }).click()
  const [first, second] = await saidByBrowser(page)
  expect(first).toMatch(/^en-(US|GB): \w+$/)
  expect(first).not.toContain('ʃ')
  expect(second).toBe(first)
  await close()
})

test('a browser without an English voice says so plainly', async ({}, info) => {
  const { page, hands, close } = await openScene(info, { prepare: (page) => giveBrowserVoices(page, ['vi-VN']) })
  await hands.openRoom('Compare')
  await expect(page.getByText('This browser has no English voice')).toBeVisible()
  await page.keyboard.press('p')
  await expect(page.getByRole('button', { name: 'Speak it' })).toHaveAttribute('aria-disabled', 'true')
  expect(await saidByBrowser(page)).toEqual([])
  await close()
})

test('a voice says what it is given, and one whose accent lacks the phoneme can’t be chosen', async ({}, info) => {
  const { page, hands, dialog, close } = await openScene(info)
  await hands.choosePhoneme('ɒ', /hot/)
  await hands.openRoom('Compare')
  await page.keyboard.press('t')
  const espeak = dialog.getByRole('region', { name: 'eSpeak NG: given the phoneme itself' })
  await expect(espeak.getByRole('checkbox', { name: /eSpeak en-US/ })).toBeDisabled()
  await expect(espeak.getByText('en-US has no /ɒ/')).toBeVisible()
  await expect(espeak.getByRole('checkbox', { name: /eSpeak en-GB/ })).toBeEnabled()
  const edge = dialog.getByRole('region', { name: /given the word hot$/ })
  await expect(edge.getByText('The studio is set to stay offline')).toBeVisible()
  await expect(edge.getByRole('checkbox', { name: /Sonia en-GB/ })).toBeDisabled()
  await close()
})

test('TTS is made in a chosen voice; its card tells what it is, and it is kept longer by a key', async ({}, info) => {
  const { page, client, hands, dialog, made, close } = await openScene(info)
  await hands.openRoom('Compare')
  await page.keyboard.press('t')
  await dialog.getByRole('checkbox', { name: /eSpeak en-GB/ }).check()
  await expect(dialog.getByRole('checkbox', { name: /Each phoneme’s default voice/ })).not.toBeChecked()
  await page.keyboard.press('Enter')
  await made('1 made, 0 left alone, 0 failed')
  await page.keyboard.press('Escape')
  await expect(dialog).toBeHidden()

  const card = page.getByRole('listitem', { name: 'eSpeak en-GB, TTS' })
  for (const fact of ['Saysthe phoneme itself', /Engineespeak-ng/, 'Rate−30%', /Expiresin (29|30) days/, 'Plays0'])
    await expect(card).toContainText(fact)
  const before = (await client.sources.list({ phoneme: 'iː' }))[0]?.source.cachedUntil ?? ''
  await page.keyboard.press('k')
  await expect(page.getByText(/^Kept until \d{4}-\d\d-\d\d$/)).toBeAttached()
  const after = (await client.sources.list({ phoneme: 'iː' }))[0]?.source.cachedUntil ?? ''
  expect(Date.parse(after)).toBeGreaterThan(Date.parse(before))

  await page.keyboard.press('m')
  await expect(page.getByText('It would be the very same clip')).toBeVisible()
  expect(await client.sources.list({ phoneme: 'iː' })).toHaveLength(1)
  await close()
})

test('what is changed in the settings the next clip has', async ({}, info) => {
  const { page, client, hands, close } = await openScene(info)
  await hands.openRoom('Compare')
  await page.keyboard.press('g')
  await expect(page.getByRole('listitem', { name: 'eSpeak en-US, Generated' })).toBeVisible()

  await hands.openRoom('Settings')
  await page.keyboard.press('v')
  const rate = page.getByRole('textbox', { name: 'Rate' })
  await rate.fill('fast')
  await expect(page.getByText('Not a number')).toBeVisible()
  await expect(page.getByRole('button', { name: 'Save' })).toHaveAttribute('aria-disabled', 'true')
  await rate.fill('-10')
  await page.getByRole('textbox', { name: 'Days kept' }).fill('3')
  await page.keyboard.press('Control+s')
  await expect(page.getByText('For clips made from now on')).toBeVisible()
  await hands.openRoom('Settings')
  await expect(page.getByText('at −10%. Clips are kept for 3 days.')).toBeVisible()

  await hands.openRoom('Compare')
  await client.queue.setPaused({ paused: true })
  await page.keyboard.press('m')
  await expect(page.getByText('The queue is paused: nothing is made until it goes on.')).toBeVisible()
  await page.getByRole('button', { name: 'Go on' }).click()
  const cards = page.getByRole('listitem', { name: 'eSpeak en-US, Generated' })
  await expect(cards).toHaveCount(2)
  await expect(cards.filter({ hasText: 'Rate−10%' })).toContainText(/Expiresin [23] days/)
  const rates = (await client.sources.list({ phoneme: 'iː' })).map(({ source }) => source.metadata['tts_rate'])
  expect(rates).toEqual(['-10%', '-30%'])
  await close()
})

test('a program of one’s own speaks, fails with its reason in the queue, and is tried again', async ({}, info) => {
  const speaker = await ownSpeaker(join(info.outputPath('data'), '..', 'speaker'))
  const { page, hands, dialog, status, close } = await openScene(info)
  await page.goto(`${page.url().split('#')[0]}#/settings/voices`)
  await page.getByRole('switch', { name: /^Speak with a program of your own/ }).click({ force: true })
  await expect(page.getByText('It needs a name')).toBeVisible()
  await expect(page.getByText('Say how it is started')).toBeVisible()
  await page.getByRole('textbox', { name: 'Name' }).fill('Piper')
  const command = page.getByRole('textbox', { name: /^Command/ })
  await command.fill('/usr/bin/piper')
  await expect(page.getByText('{out} must stand in it')).toBeVisible()
  await command.fill(speaker.command.join('\n'))
  await expect(page.getByRole('button', { name: 'Try it' })).toHaveAttribute('aria-disabled', 'true')
  await page.keyboard.press('Control+s')
  await page.getByRole('button', { name: 'Try it' }).click()
  await expect(page.getByText('It said “sheep”.')).toBeVisible()

  await speaker.set('fail', true)
  await hands.choosePhoneme('ship', /ship/)
  await page.goto(`${page.url().split('#')[0]}#/catalog/queue`)
  await page.keyboard.press('Shift+t')
  await dialog.getByRole('combobox', { name: 'Phonemes' }).click()
  await page.getByRole('option', { name: 'Nasals' }).click()
  await dialog.getByRole('checkbox', { name: 'Piper' }).check()
  await dialog.getByRole('button', { name: 'Make' }).click()
  await expect(dialog.getByText('0 made, 0 left alone, 3 failed')).toBeVisible()
  await expect(dialog.getByText(/no voice today/).first()).toBeVisible()
  await dialog.getByRole('link', { name: 'Open the queue' }).click()
  await expect(dialog).toBeHidden()

  await page.getByRole('button', { name: /^Failed/ }).click()
  await expect(page).toHaveURL(/#\/catalog\/queue\/failed$/)
  const row = (symbol: string) => page.getByRole('row').filter({ has: page.getByRole('link', { name: symbol }) })
  await expect(row('m')).toContainText('no voice today')
  await speaker.set('fail', false)
  await speaker.set('wait', true)
  await page.getByRole('button', { name: 'Try again: m Piper' }).click()
  await expect(row('m')).toHaveCount(0)
  await page.goBack()
  await expect(row('m')).toContainText('Being made …')
  await expect(status.getByRole('link', { name: '1 clip being made' })).toBeVisible()

  await page.keyboard.press('p')
  await expect(page.getByText('The queue is paused: nothing is made until it goes on.')).toBeVisible()
  await page.getByRole('checkbox', { name: 'Tick n Piper' }).click()
  await page.getByRole('checkbox', { name: 'Tick ŋ Piper' }).click({ modifiers: ['Shift'] })
  await page.getByRole('button', { name: 'Try 2 again' }).click()
  await expect(row('ŋ')).toContainText('Waiting')
  await page.getByRole('button', { name: 'Cancel ŋ Piper' }).click()
  await expect(row('ŋ')).toContainText('Cancelled')
  await speaker.set('wait', false)
  await expect(row('m')).toContainText('Made')
  await expect(row('n')).toContainText('Waiting')
  await page.keyboard.press('p')
  await expect(row('n')).toContainText('Made')
  await expect(status.getByRole('link', { name: /clip/ })).toHaveCount(0)
  await close()
})
