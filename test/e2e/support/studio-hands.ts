import type { Page } from '@playwright/test'
import { expect } from '@playwright/test'

/** What a person does at the studio's screen, told once. */
export function studioHands(page: Page) {
  const microphone = page.getByRole('region', { name: 'Microphone' })
  const stage = (word: string) => expect(microphone.getByText(word, { exact: true })).toBeVisible()
  /** In seconds: the screen shows `12.4 s` up to a minute, and `1:05` from there. */
  const recordingClock = async () => {
    const shown = /Recording\s*(\d+:\d\d|[\d.]+)/.exec((await microphone.textContent()) ?? '')?.[1] ?? '0'
    return shown.split(':').reduce((total, part) => total * 60 + Number.parseFloat(part), 0)
  }
  return {
    stage,

    recordingClock,

    /** Waits as a speaker does: by the clock that the screen shows. */
    async recordedSeconds(seconds: number) {
      await expect.poll(recordingClock, { timeout: (seconds + 30) * 1000 }).toBeGreaterThan(seconds)
    },

    async choosePhoneme(query: string, name: RegExp) {
      await page.getByRole('textbox', { name: 'Find a phoneme' }).fill(query)
      const link = page.getByRole('link', { name }).first()
      // While what is found takes the place of the whole list, a click may fall between the two.
      await expect(async () => {
        await link.click()
        await expect(link).toHaveAttribute('aria-current', 'true', { timeout: 2000 })
      }).toPass()
      await page.getByRole('textbox', { name: 'Find a phoneme' }).fill('')
    },

    async addSpeaker(displayName: string, { consent }: { consent: boolean }) {
      await page.getByRole('button', { name: 'Add a speaker' }).click()
      const dialog = page.getByRole('dialog', { name: 'Add a speaker' })
      await dialog.getByRole('textbox', { name: 'Name' }).fill(displayName)
      if (consent) await dialog.getByLabel('The speaker agrees').check()
      await dialog.getByRole('button', { name: 'Add speaker' }).click()
      await expect(dialog).toBeHidden()
    },

    async openMicrophone() {
      await page.keyboard.press('m')
      await stage('Listening')
    },

    /** Space, what is to be recorded, Space; resolves when the take is there with its waveform. */
    async recordTake(meanwhile: () => Promise<unknown>) {
      const before = await page.getByRole('button', { name: /Choose take/ }).count()
      await page.keyboard.press('Space')
      await stage('Recording')
      await meanwhile()
      await page.keyboard.press('Space')
      await stage('Taken')
      await expect(page.getByRole('button', { name: /Choose take/ })).toHaveCount(before + 1)
      await expect(page.getByLabel(/^Waveform of take/).first()).toBeVisible()
    },

    async openRoom(name: 'Record' | 'Compare' | 'Catalog' | 'Bundles' | 'Sync' | 'Settings') {
      await page.getByRole('navigation', { name: 'Rooms' }).getByRole('link', { name }).click()
    },
  }
}
