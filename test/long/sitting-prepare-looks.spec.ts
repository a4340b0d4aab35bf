import { writeFile } from 'node:fs/promises'
import { AxeBuilder } from '@axe-core/playwright'
import type { TestInfo } from '@playwright/test'
import { expect, test } from '@playwright/test'
import { v7 } from 'uuid'
import { cutOffText, sidewaysOverflow } from '../e2e/support/cut-off-text.ts'
import type { FurnishedStudio } from '../e2e/support/furnished-studio.ts'
import { openStudioAt, steppingClock } from '../e2e/support/furnished-studio.ts'
import { prepareHands } from '../e2e/support/prepare-hands.ts'
import { mainsHum, soundFile } from '../e2e/support/room-sounds.ts'
import type { StudioWindow } from '../e2e/support/studio-window.ts'
import { openWindow } from '../e2e/support/studio-window.ts'

const longName = 'Nguyễn Phước Quý Thị Trường Khương Thượng Huyền Trâm, bút danh Ngưỡng Vọng Miền Thượng Nguồn'
const brokenScript = Buffer.from('# title: Vowels\nphoneme,context,takes\nii,isolated,3\n')

test.setTimeout(240_000)

/** A studio with many speakers, one of them of a long name, and a sitting begun and one ended. */
async function openFurnished(info: TestInfo): Promise<FurnishedStudio> {
  return openStudioAt(info.outputPath('data'), steppingClock('2026-11-02T09:00:00.000Z'), async (client) => {
    const speaker = await client.speakers.add({
      displayName: longName,
      accent: 'en-US',
      firstLanguage: 'Tiếng Việt',
      consent: null,
    })
    for (let number = 1; number <= 20; number += 1)
      await client.speakers.add({
        displayName: `Trần Thị Bích ${number}`,
        accent: 'en-GB',
        consent: number % 2 === 0 ? 'CC-BY-SA-4.0' : null,
      })
    const script = await client.scripts.build({
      title: 'Fricatives and affricates, the second half of the list, isolated and in whole words',
      contexts: ['isolated'],
      promptsEach: 1,
      takes: 3,
      order: 'inventory',
    })
    for (const ended of [false, true]) {
      const sittingId = v7()
      await client.sittings.start({ sittingId, speakerId: speaker.id, script, mode: 'one-key' })
      await client.sittings.setEnded({ sittingId, ended })
    }
  })
}

/** Everything that can be seen before the first prompt, one state after the other. */
async function walk({ page }: StudioWindow, look: (state: string) => Promise<void>): Promise<void> {
  const hands = prepareHands(page)
  await expect(page.getByRole('heading', { name: 'Open sittings' })).toBeVisible()
  await look('the list of sittings')
  await hands.startSitting()
  await hands.chooseSpeaker(longName)
  await look('a speaker without consent')
  await hands.chooseSpeaker('Trần Thị Bích 2 ')
  await look('a speaker with consent')
  await hands.toSoundCheck()
  await look('the microphone closed')
  await hands.openMicrophone()
  await look('the microphone open')
  await page.keyboard.press('Space')
  await page.getByText(/Now read this aloud$/).waitFor()
  await expect(page.getByText(/Now read this aloud$/)).toBeInViewport()
  await expect(page.getByText('checked at')).toBeVisible()
  await look('a poor sound check')
  await page.keyboard.press('Enter')
  await expect(page.getByText(/^40 prompts/)).toBeVisible()
  await look('the script')
  await page.getByRole('radio', { name: 'One by one' }).check()
  await page.getByLabel('Title').fill('')
  await page
    .getByLabel('Open a script file')
    .setInputFiles({ name: 'vowels.csv', mimeType: 'text/csv', buffer: brokenScript })
  await expect(page.getByRole('alert')).toBeVisible()
  await look('the script, with all that can be wrong')
}

async function hummingRoom(info: TestInfo): Promise<string> {
  const file = info.outputPath('room.wav')
  await writeFile(file, soundFile(mainsHum(100, 50, -48)))
  return file
}

const sizes = [
  { name: 'a large window', viewport: { width: 1920, height: 1080 }, percent: 100 },
  { name: 'a narrow window', viewport: { width: 480, height: 800 }, percent: 100 },
  { name: 'half a screen', viewport: { width: 900, height: 700 }, percent: 100 },
  { name: 'text twice as large', viewport: { width: 1280, height: 800 }, percent: 200 },
]

for (const { name, viewport, percent } of sizes) {
  test(`nothing is cut off before the first prompt in ${name}`, async ({}, info) => {
    const studio = await openFurnished(info)
    const window = await openWindow({ address: studio.address, viewport, microphoneFile: await hummingRoom(info) })
    await window.page.evaluate(`document.documentElement.style.fontSize = '${percent}%'`)
    await walk(window, async (state) => {
      expect.soft(await cutOffText(window.page), state).toEqual([])
      expect.soft(await sidewaysOverflow(window.page), state).toBe(0)
    })
    await window.close()
    await studio.close()
  })
}

for (const colorScheme of ['light', 'dark'] as const) {
  test(`nothing before the first prompt shuts anybody out, ${colorScheme}`, async ({}, info) => {
    const studio = await openFurnished(info)
    const microphoneFile = await hummingRoom(info)
    const window = await openWindow({ address: studio.address, colorScheme, audited: true, microphoneFile })
    await walk(window, async (state) => {
      const { violations } = await new AxeBuilder({ page: window.page }).analyze()
      const found = violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])
      expect.soft(found, state).toEqual([])
    })
    await window.close()
    await studio.close()
  })
}
