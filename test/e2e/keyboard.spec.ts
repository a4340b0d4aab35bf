import type { Page } from '@playwright/test'
import { expect, test } from '@playwright/test'
import { joinStudio } from '#test/support/join-studio.ts'
import { startStudio, studioCommand } from '#test/support/studio-process.ts'
import { furnish, openStudioAt, steppingClock } from './support/furnished-studio.ts'
import { openRecordingScene } from './support/recording-scene.ts'
import { studioHands } from './support/studio-hands.ts'
import { openWindow } from './support/studio-window.ts'

interface Focused {
  outerHTML: string
  tagName: string
}
declare const document: { activeElement: Focused | null }
declare function getComputedStyle(element: Focused): { outlineStyle: string; outlineWidth: string; boxShadow: string }

/** Presses Tab until that is focused, as whoever has no mouse does. */
async function tabTo(page: Page, role: 'button' | 'checkbox' | 'link', name: RegExp): Promise<void> {
  const wanted = page.getByRole(role, { name })
  await expect
    .poll(async () => {
      await page.keyboard.press('Tab')
      return wanted.evaluate((element) => (element as unknown as Focused) === document.activeElement)
    })
    .toBe(true)
}

test('the whole main job is done with the keyboard alone', async ({}, info) => {
  const scene = await openRecordingScene(info)
  const { page, hands, folder } = scene
  try {
    await page.keyboard.press('/')
    await page.keyboard.type('th')
    await page.keyboard.press('Enter')
    await expect(page.getByRole('heading', { level: 2, name: 'θ' })).toBeVisible()

    await page.keyboard.press('n')
    const dialog = page.getByRole('dialog', { name: 'Add a speaker' })
    await expect(dialog.getByRole('textbox', { name: 'Name' })).toBeFocused()
    await page.keyboard.type('Nguyễn Thị Quyên')
    await tabTo(page, 'checkbox', /The speaker agrees/)
    await page.keyboard.press('Space')
    await page.keyboard.press('Enter')
    await expect(dialog).toBeHidden()
    await expect(page.getByRole('combobox', { name: 'Speaker' })).toHaveValue('Nguyễn Thị Quyên')

    await hands.openMicrophone()
    await hands.recordTake(() => hands.recordedSeconds(1.2))
    await page.keyboard.press('p')
    await expect(page.getByRole('button', { name: 'Stop take 1' })).toBeVisible()
    await page.keyboard.press('k')
    await expect(page.getByRole('button', { name: 'Keep' })).toHaveAttribute('aria-pressed', 'true')
    await page.keyboard.press('u')
    await expect(page.getByText('● Published')).toBeVisible()

    await page.keyboard.press('Shift+Digit2')
    await expect(page.getByRole('region', { name: 'Lane A: Nguyễn Thị Quyên' })).toBeVisible()
    await page.keyboard.press('g')
    await expect(page.getByRole('region', { name: /^Lane B: eSpeak/ })).toBeVisible({ timeout: 20_000 })
    await page.keyboard.press('x')
    await page.keyboard.press('Enter')
    await expect(page.getByText(/An editor set eSpeak/)).toBeVisible()

    await page.keyboard.press('Shift+Digit4')
    await page.keyboard.press('e')
    await expect(page.getByRole('heading', { name: 'Bundle written' })).toBeVisible()
    await tabTo(page, 'link', /\.zip$/)
    const download = page.waitForEvent('download')
    await page.keyboard.press('Enter')
    expect(await (await download).failure()).toBeNull()
    expect(await studioCommand(folder, 'resolve', 'θ')).toMatchObject({ rung: 'preferred' })
  } finally {
    await scene.close()
    expect(await scene.studio.stop()).toBe(0)
  }
})

test('a held Space records once, and never clicks the button that has the focus', async ({}, info) => {
  const scene = await openRecordingScene(info)
  const { page, hands } = scene
  try {
    await hands.openMicrophone()
    await page.keyboard.down('Space')
    await hands.stage('Recording')
    for (let repeat = 0; repeat < 20; repeat += 1) await page.keyboard.down('Space')
    await page.keyboard.up('Space')
    await hands.recordedSeconds(0.5)
    await hands.stage('Recording')
    await page.keyboard.press('Space')
    await hands.stage('Taken')

    await tabTo(page, 'button', /^Close microphone/)
    await hands.recordTake(() => hands.recordedSeconds(0.3))
    await expect(page.getByRole('button', { name: /^Close microphone/ })).toBeFocused()
    const { client, leave } = joinStudio(scene.studio.address)
    expect(await client.takes.list({})).toHaveLength(2)
    leave()
  } finally {
    await scene.close()
    expect(await scene.studio.stop()).toBe(0)
  }
})

test('? lists the keys of the room, and Ctrl-K finds a phoneme, a room and an action', async ({}, info) => {
  const studio = await startStudio(info.outputPath('data'))
  const { page, close } = await openWindow({ address: studio.address })
  try {
    await page.getByRole('link', { name: /sheep/ }).click()
    await expect(page.getByRole('heading', { level: 2, name: 'iː' })).toBeVisible()
    await page.keyboard.press('?')
    const keys = page.getByRole('dialog', { name: 'Keys' })
    for (const [action, key] of [
      ['Record', 'Space'],
      ['Hear reference', 'E'],
      ['Find anything', 'Ctrl'],
      ['Open microphone', 'M'],
    ])
      await expect(
        keys
          .getByRole('definition')
          .filter({ hasText: key })
          .locator('..')
          .getByText(action ?? ''),
      ).not.toHaveCount(0)
    await page.keyboard.press('Escape')
    await expect(keys).toBeHidden()

    const find = async (text: string) => {
      await page.keyboard.press('Control+k')
      await expect(page.getByPlaceholder('A phoneme, a word, an action')).toBeFocused()
      await page.keyboard.type(text)
      await page.keyboard.press('Enter')
      await expect(page.getByRole('dialog', { name: 'Find anything' })).toBeHidden()
    }
    await find('think')
    await expect(page.getByRole('heading', { level: 2, name: 'θ' })).toBeVisible()
    await find('Catalog')
    await expect(page.getByRole('heading', { level: 1, name: 'Catalog' })).toBeVisible()
    await find('Settings')
    await find('Add a speaker')
    await expect(page.getByRole('dialog', { name: 'Add a speaker' })).toBeVisible()
  } finally {
    await close()
    expect(await studio.stop()).toBe(0)
  }
})

test('every control shows where the focus is, and has a name', async ({}, info) => {
  const studio = await startStudio(info.outputPath('data'))
  const { client, leave } = joinStudio(studio.address)
  await client.speakers.add({ displayName: 'Anna', accent: 'en-US', consent: 'CC-BY-4.0' })
  leave()
  const { page, close } = await openWindow({ address: studio.address })
  const hands = studioHands(page)
  try {
    await expect(page.getByRole('link', { name: /sheep/ })).toBeVisible()
    for (const room of ['Compare', 'Catalog', 'Bundles', 'Sync', 'Settings', 'Record'] as const) {
      await hands.openRoom(room)
      await expect(page.getByRole('heading', { level: 1 })).toContainText(room)
      const seen = new Set<string>()
      for (let presses = 0; presses < 14; presses += 1) {
        await page.keyboard.press('Tab')
        const { control, ring } = await page.evaluate(() => {
          const element = document.activeElement as Focused
          const { outlineStyle, outlineWidth } = getComputedStyle(element)
          return {
            control: element.tagName === 'BODY' ? null : element.outerHTML.slice(0, 200),
            ring: outlineStyle === 'none' ? 0 : Number.parseFloat(outlineWidth),
          }
        })
        if (control === null) continue
        seen.add(control)
        expect.soft(ring, `${room}: ${control}`).toBeGreaterThanOrEqual(2)
      }
      expect(seen.size).toBeGreaterThan(2)
      const nameless = (await page.locator('body').ariaSnapshot())
        .split('\n')
        .filter((line) => /^\s*- (button|link|textbox|combobox|checkbox|radio|region|dialog)\b(?! ")/.test(line))
      expect.soft(nameless, room).toEqual([])
    }
  } finally {
    await close()
    expect(await studio.stop()).toBe(0)
  }
})

test('a row of the catalog plays by P, and a speaker’s consent is withdrawn by their number', async ({}, info) => {
  const studio = await openStudioAt(info.outputPath('data'), steppingClock('2026-11-02T08:00:00.000Z'), furnish)
  const { page, close } = await openWindow({ address: studio.address })
  try {
    const hands = studioHands(page)
    await hands.openRoom('Catalog')
    await expect(page.getByRole('button', { name: /^Play/ }).first()).toBeVisible()
    await page.keyboard.press('p')
    await expect(page.getByRole('button', { name: /^Stop/ })).toBeVisible()
    await hands.openRoom('Settings')
    await page.keyboard.press('1')
    await expect(page.getByRole('dialog', { name: 'Withdraw consent of Anna Keller?' })).toBeVisible()
  } finally {
    await close()
    await studio.close()
  }
})
