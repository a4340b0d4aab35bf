import { writeFile } from 'node:fs/promises'
import { expect, test } from '@playwright/test'
import { startStudio } from '#test/support/studio-process.ts'
import { prepareHands } from './support/prepare-hands.ts'
import { endScene, openPrepareScene } from './support/prepare-scene.ts'
import { roomFile } from './support/room-sounds.ts'
import { openWindow } from './support/studio-window.ts'

test('a sitting is prepared with the keyboard alone, its first speaker added on the way', async ({}, info) => {
  const studio = await startStudio(info.outputPath('data'))
  const { page, close } = await openWindow({ address: studio.address, permission: 'refused' })
  const hands = prepareHands(page)
  try {
    await expect(page.getByRole('heading', { name: 'No sittings yet' })).toBeVisible()
    await page.keyboard.press('n')
    await expect(page.getByRole('heading', { name: 'Nobody to record yet' })).toBeVisible()
    await page.keyboard.press('n')
    await expect(page.getByRole('dialog').getByRole('textbox', { name: 'Name' })).toBeFocused()
    await page.keyboard.type('Trần Bích')
    await page.keyboard.press('Enter')
    await expect(page.getByRole('radio', { name: /Trần Bích/ })).toBeChecked()
    await page.keyboard.press('Enter')
    await expect(hands.soundStep).toBeVisible()
    await page.keyboard.press('Digit3')
    await expect(hands.soundStep).toBeVisible()
    await page.keyboard.press('s')
    await expect(hands.scriptStep).toBeVisible()
    await page.keyboard.press('Escape')
    await expect(hands.soundStep).toBeVisible()
    await page.keyboard.press('Digit3')
    await expect(page.getByText(/^40 prompts/)).toBeVisible()
    await page.keyboard.press('Enter')
    await expect(page).toHaveURL(/#\/record\/sitting\/[\da-f-]{36}$/)
  } finally {
    await close()
    expect(await studio.stop()).toBe(0)
  }
})

test('a sitting begun is gone on with from the list, ended there, reviewed, and opened again', async ({}, info) => {
  const scene = await openPrepareScene(info)
  const { page, client, hands } = scene
  try {
    await hands.toScript('Anna Keller')
    await page.getByLabel('Title').fill('Monday')
    await page.keyboard.press('Enter')
    await expect(page.getByText(/^40 prompts/)).toBeVisible()
    await page.keyboard.press('Enter')
    await expect(page).toHaveURL(/#\/record\/sitting\/[\da-f-]{36}$/)
    const begun = page.url()
    const home = new URL(begun)
    home.hash = '/record'
    await page.goto(home.href)
    const open = page.getByRole('region', { name: 'Open sittings' })
    await expect(open.getByText('0 of 40 prompts · 0 takes')).toBeVisible()
    await page.keyboard.press('Digit1')
    await expect(page).toHaveURL(begun)
    await page.goto(home.href)
    await open.getByRole('link', { name: /Continue Monday/ }).click()
    await expect(page).toHaveURL(begun)

    await page.goto(home.href)
    await open.getByRole('button', { name: 'End' }).click()
    const ended = page.getByRole('region', { name: 'Ended sittings' })
    await expect(ended.getByRole('link', { name: /Review Monday/ })).toBeVisible()
    expect((await client.sittings.list({ openOnly: true })).length).toBe(0)
    await ended.getByRole('link', { name: /Review Monday/ }).click()
    await expect(page).toHaveURL(/#\/record\/review\/[\da-f-]{36}$/)
    await page.goto(home.href)
    await ended.getByRole('button', { name: 'Open again' }).click()
    await expect(open.getByRole('link', { name: /Continue Monday/ })).toBeVisible()
  } finally {
    await endScene(scene)
  }
})

test('a sitting gone on with in another window begins with microphone and sound check', async ({}, info) => {
  const scene = await openPrepareScene(info)
  const { page, hands, address } = scene
  const microphoneFile = info.outputPath('room.wav')
  await writeFile(microphoneFile, roomFile(60, -66))
  const another = await openWindow({ address, microphoneFile })
  try {
    await hands.toScript('Anna Keller')
    await page.getByRole('button', { name: 'Start recording' }).click()
    await expect(page).toHaveURL(/#\/record\/sitting\/[\da-f-]{36}$/)

    await another.page.getByRole('link', { name: /Continue/ }).click()
    await expect(another.page.getByRole('heading', { name: 'Room and voice' })).toBeVisible()
    await another.page.keyboard.press('Space')
    await another.page.getByRole('button', { name: 'Begin' }).waitFor()
    await another.page.keyboard.press('Space')
    await expect(another.page.getByText('checked at')).toBeVisible()
    await another.page.getByRole('button', { name: 'Next' }).click()
    await expect(another.page.getByRole('heading', { name: 'Room and voice' })).toBeHidden()
    await expect(another.page.getByRole('contentinfo')).toContainText('microphone: ')
  } finally {
    await another.close()
    await endScene(scene)
  }
})
