import { readFile } from 'node:fs/promises'
import type { Page } from '@playwright/test'
import { expect, test } from '@playwright/test'
import { endScene, openPrepareScene } from './support/prepare-scene.ts'
import { studioHands } from './support/studio-hands.ts'

const alert = (page: Page) => page.getByRole('alert')

test('a script file that is wrong is refused with its line and field, and what was chosen stays', async ({}, info) => {
  const scene = await openPrepareScene(info)
  const { page, hands } = scene
  try {
    await hands.toScript('Anna Keller')
    await expect(page.getByText(/^40 prompts × 3 takes/)).toBeVisible()
    const wrong = {
      name: 'vowels.csv',
      mimeType: 'text/csv',
      buffer: Buffer.from('# title: Vowels\nphoneme,context,takes\niː,isolated,3\nii,isolated,3\nɪ,isolated,99\n'),
    }
    await page.getByLabel('Open a script file').setInputFiles(wrong)
    await expect(alert(page)).toContainText('vowels.csv, line 4: phoneme')
    await expect(alert(page)).toContainText('Nothing was changed.')
    await expect(alert(page)).toContainText('There is 1 more fault after it.')
    await expect(page.getByText(/^40 prompts × 3 takes/)).toBeVisible()
  } finally {
    await endScene(scene)
  }
})

test('a script saved and opened again asks for the same prompts, as JSON and as CSV', async ({}, info) => {
  const scene = await openPrepareScene(info)
  const { page, client, hands } = scene
  try {
    await hands.toScript('Anna Keller')
    await page.getByLabel('Title').fill('Fricatives, shuffled')
    await page.getByRole('radio', { name: 'One by one' }).check()
    for (const symbol of ['θ', 'iː', 'v', 'z'])
      await page.getByRole('checkbox', { name: new RegExp(`^${symbol} `) }).check()
    await page.getByRole('checkbox', { name: 'In a word' }).check()
    await page.getByRole('radio', { name: 'Shuffled' }).check()
    await page.getByLabel('Takes of each prompt').fill('2')
    await expect(page.getByText('8 prompts × 2 takes = 16 takes, about 3 minutes')).toBeVisible()
    const first = page.getByRole('list', { name: 'The first prompts' })
    await expect(first).toContainText('as in')
    const chosen = (await first.textContent()) ?? ''

    const saved = new Map<string, Buffer>()
    for (const form of ['JSON', 'CSV']) {
      const downloaded = page.waitForEvent('download')
      await page.getByRole('button', { name: `Save as ${form}` }).click()
      const download = await downloaded
      expect(download.suggestedFilename()).toBe(`Fricatives, shuffled.${form.toLowerCase()}`)
      saved.set(download.suggestedFilename(), await readFile(await download.path()))
    }
    await page.getByLabel('Title').fill('Something else')
    await page.getByRole('radio', { name: 'All 40' }).check()
    await expect(page.getByText(/^80 prompts/)).toBeVisible()

    for (const [name, buffer] of saved) {
      await page.getByLabel('Open a script file').setInputFiles({ name, mimeType: 'text/plain', buffer })
      await expect(page.getByRole('heading', { name: `From the file ${name}` })).toBeVisible()
      await expect(page.getByLabel('Title')).toHaveValue('Fricatives, shuffled')
      await expect(first).toHaveText(chosen)
    }
    await page.getByRole('button', { name: 'Start recording' }).click()
    await expect(page).toHaveURL(/#\/record\/sitting\/[\da-f-]{36}$/)
    const [begun] = await client.sittings.list({})
    const { prompts } = await client.sittings.get({ sittingId: begun?.id ?? '' })
    expect(prompts).toHaveLength(8)
    expect(new Set(prompts.map(({ takesWanted }) => takesWanted))).toEqual(new Set([2]))
  } finally {
    await endScene(scene)
  }
})

test('nothing of the preparation is lost by a look into another room', async ({}, info) => {
  const scene = await openPrepareScene(info)
  const { page, hands } = scene
  try {
    await hands.toScript('Anna Keller')
    await page.getByLabel('Title').fill('Diphthongs only')
    await page.getByRole('radio', { name: 'By category' }).check()
    await page.getByRole('checkbox', { name: /Closing diphthongs/ }).check()
    await expect(page.getByText(/^5 prompts × 3 takes/)).toBeVisible()
    const rooms = studioHands(page)
    await rooms.openRoom('Catalog')
    await rooms.openRoom('Record')
    await expect(hands.scriptStep).toBeVisible()
    await expect(page.getByLabel('Title')).toHaveValue('Diphthongs only')
    await expect(page.getByText(/^5 prompts × 3 takes/)).toBeVisible()
    await page.keyboard.press('1')
    await expect(page.getByRole('radio', { name: /Anna Keller/ })).toBeChecked()
    await page.keyboard.press('3')
    await expect(page.getByRole('checkbox', { name: /Closing diphthongs/ })).toBeChecked()

    // Record, from within Record, is its front, and the way back is there.
    await rooms.openRoom('Record')
    await page.getByRole('button', { name: 'Go on preparing the sitting' }).click()
    await expect(hands.scriptStep).toBeVisible()
  } finally {
    await endScene(scene)
  }
})
