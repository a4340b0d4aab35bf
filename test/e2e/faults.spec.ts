import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Page, WebSocketRoute } from '@playwright/test'
import { expect, test } from '@playwright/test'
import type { TakeView } from '#shared/contract/studio.ts'
import { decodeAudio } from '#shared/node/audio/decode-audio.ts'
import { joinStudio } from '#test/support/join-studio.ts'
import { startStudio, studioCommand } from '#test/support/studio-process.ts'
import type { KnownSound } from './support/known-sound.ts'
import { matchRecording } from './support/known-sound.ts'
import { openPulseMicrophone, pulseIsInstalled } from './support/pulse-microphone.ts'
import { openRecordingScene } from './support/recording-scene.ts'
import { onSmallDisk } from './support/small-disk.ts'
import { studioHands } from './support/studio-hands.ts'
import { openWindow } from './support/studio-window.ts'

const alert = (page: Page) => page.getByRole('alert')
const statusLine = (page: Page) => page.getByRole('contentinfo')

async function takesOf(address: string): Promise<TakeView[]> {
  const { client, leave } = joinStudio(address)
  const takes = await client.takes.list({})
  leave()
  return takes
}

/** Seconds that the take's file holds; every sample of it is what the microphone played. */
async function expectUnharmed(file: string, known: KnownSound): Promise<number> {
  const { channels, frameCount, sampleRateHz } = await decodeAudio(await readFile(file))
  for (const channel of channels) {
    const match = matchRecording(channel, known.channels[0] ?? new Int16Array())
    expect(match, 'the recording is found in what was played').not.toBeNull()
    expect(match?.worstSteps).toBeLessThanOrEqual(0.5)
  }
  return frameCount / sampleRateHz
}

async function expectPlayable(page: Page): Promise<void> {
  await page.keyboard.press('p')
  await expect(page.getByRole('button', { name: 'Stop take 1' })).toBeVisible()
  await page.keyboard.press('p')
  await expect(page.getByRole('button', { name: 'Play take 1' })).toBeVisible()
}

test('a refused microphone is told calmly, with what to do, and can be allowed later', async ({}, info) => {
  const scene = await openRecordingScene(info, { permission: 'refused' })
  const { page, context } = scene
  try {
    await page.keyboard.press('m')
    await expect(alert(page)).toHaveText(
      'The microphone is blocked. Everything recorded so far is safe. Allow the microphone for this window in the browser’s or system’s settings, then open it again.',
    )
    await scene.hands.stage('Microphone not available')
    await expect(page.getByRole('button', { name: /^Record/ })).toHaveAttribute('aria-disabled', 'true')
    await context.grantPermissions(['microphone'])
    await page.keyboard.press('m')
    await scene.hands.stage('Listening')
    await expect(alert(page)).toBeHidden()
  } finally {
    await scene.close()
    expect(await scene.studio.stop()).toBe(0)
  }
})

test('a machine without a microphone says so, and what to do', async ({}, info) => {
  const nowhere = `unix:${info.outputPath('no-sound-server')}`
  const scene = await openRecordingScene(info, {
    environment: { PULSE_SERVER: nowhere, ALSA_CONFIG_PATH: '/dev/null' },
  })
  const { page } = scene
  try {
    await page.keyboard.press('m')
    await expect(alert(page)).toHaveText(
      'No microphone was found. Everything recorded so far is safe. Plug one in or choose another, then open it again.',
    )
    await expect(statusLine(page)).toContainText('microphone closed')
  } finally {
    await scene.close()
    expect(await scene.studio.stop()).toBe(0)
  }
})

test('a microphone unplugged while recording ends the take, which is kept, told and playable', async ({}, info) => {
  test.skip(!pulseIsInstalled(), 'PulseAudio is not installed')
  const microphone = await openPulseMicrophone()
  const scene = await openRecordingScene(info, { environment: microphone.environment })
  const { page, hands } = scene
  try {
    await hands.openMicrophone()
    await page.keyboard.press('Space')
    await hands.stage('Recording')
    await hands.recordedSeconds(1)
    microphone.unplug()
    await expect(alert(page)).toContainText('The microphone was unplugged or switched off.')
    await expect(alert(page)).toContainText(/The take was kept up to that moment: \d+\.\d\d s\./)
    await expect(statusLine(page)).toContainText('1 take ')
    await expect(statusLine(page)).toContainText('microphone closed')
    await expectPlayable(page)
    const [kept] = await takesOf(scene.studio.address)
    expect(kept?.take.frameCount).toBeGreaterThan(48_000)
    expect(kept?.take).toMatchObject({ salvaged: false, sampleRateHz: 48_000 })
  } finally {
    await scene.close()
    expect(await scene.studio.stop()).toBe(0)
    await microphone.close()
  }
})

test('a disk that fills up while recording ends the take; what was written stays, and how much is said', async ({}, info) => {
  const scene = await openRecordingScene(info, { through: (folder) => onSmallDisk(folder, 1_500_000) })
  const { page, hands } = scene
  try {
    await hands.openMicrophone()
    await page.keyboard.press('Space')
    await hands.stage('Recording')
    await expect(alert(page)).toContainText(
      /The disk that holds .+ is full\. The first [\d.]+ s of the take are kept\./,
      {
        timeout: 30_000,
      },
    )
    await expect(alert(page)).toContainText('Make room, then record again.')
    const kept = Number(/The first ([\d.]+) s/.exec((await alert(page).textContent()) ?? '')?.[1])
    expect(kept).toBeGreaterThan(0.5)
    await expect(page.getByRole('button', { name: /Choose take/ })).toHaveCount(1)
    await expectPlayable(page)
    const [taken] = await takesOf(scene.studio.address)
    const { frameCount = 0, sampleRateHz = 1 } = taken?.take ?? {}
    expect(frameCount / sampleRateHz).toBeCloseTo(kept, 1)
  } finally {
    await scene.close()
    await scene.studio.stop()
  }
})

test('a studio killed while recording: the window says so, and the next start shows the take as salvaged', async ({}, info) => {
  const scene = await openRecordingScene(info)
  const { page, hands, folder, known } = scene
  await hands.openMicrophone()
  await page.keyboard.press('Space')
  await hands.recordedSeconds(2)
  const before = await hands.recordingClock()
  await scene.studio.kill()
  await expect(statusLine(page)).toContainText('Connection to the studio lost. Nothing saved is lost; trying again …')
  await scene.close()

  const again = await startStudio(folder)
  const { page: next, close } = await openWindow({ address: again.address })
  try {
    await next.getByRole('link', { name: '1 take was salvaged: look at it' }).click()
    await expect(next.getByRole('heading', { name: 'Salvaged takes' })).toBeVisible()
    await expect(next.getByText('▲ Salvaged')).toBeVisible()
    await expectPlayable(next)
    const [salvaged] = await takesOf(again.address)
    const seconds = await expectUnharmed(join(folder, salvaged?.take.path ?? ''), known)
    // 0.3 s of pre-roll come before the key was pressed; the worker hears of the key up to a tenth after the screen's clock.
    expect(before - (seconds - 0.3)).toBeLessThanOrEqual(0.25 + 0.1)

    await next.keyboard.press('k')
    await expect(next.getByText('Every salvaged take has been kept or rejected.')).toBeVisible()
    await expect(next.getByRole('link', { name: /salvaged/ })).toBeHidden()
  } finally {
    await close()
    expect(await again.stop()).toBe(0)
  }
  expect(await studioCommand(folder, 'doctor')).toMatchObject({ faults: [] })
})

test('a connection lost and found again while recording costs not one sample', async ({}, info) => {
  const open: WebSocketRoute[] = []
  let reachable = true
  const scene = await openRecordingScene(info, {
    prepare: (page) =>
      page.routeWebSocket(/\/rpc$/, (socket) => {
        if (reachable) {
          socket.connectToServer()
          open.push(socket)
        } else void socket.close()
      }),
  })
  const { page, hands, folder, known } = scene
  try {
    await hands.openMicrophone()
    await hands.recordTake(async () => {
      await hands.recordedSeconds(1)
      reachable = false
      for (const socket of open.splice(0)) await socket.close()
      await expect(statusLine(page)).toContainText('Connection to the studio lost.')
      await hands.recordedSeconds(2.5)
      reachable = true
      await expect(statusLine(page)).not.toContainText('Connection to the studio lost.')
      await hands.recordedSeconds(3.5)
    })
    await expect(alert(page)).toBeHidden()
    const [taken] = await takesOf(scene.studio.address)
    expect(await expectUnharmed(join(folder, taken?.take.path ?? ''), known)).toBeGreaterThan(3.5)
    expect(taken?.take.measurements.droppedFrames).toBe(0)
  } finally {
    await scene.close()
    expect(await scene.studio.stop()).toBe(0)
  }
})

test('two windows on one studio see each other’s changes, and neither disturbs the other’s recording', async ({}, info) => {
  const scene = await openRecordingScene(info)
  const { page, hands, folder, known } = scene
  const other = await openWindow({ address: scene.studio.address })
  const otherHands = studioHands(other.page)
  try {
    await hands.openMicrophone()
    await hands.recordTake(async () => {
      await hands.recordedSeconds(0.5)
      await otherHands.choosePhoneme('i:', /iː/)
      await otherHands.addSpeaker('Nguyễn Thị Quyên', { consent: false })
      await otherHands.openRoom('Compare')
      await other.page.keyboard.press('g')
      await expect(other.page.getByRole('region', { name: /^Lane A:/ })).toBeVisible({ timeout: 20_000 })
      await expect(page.getByTitle('Generated: 1 source, and the rule picks it')).toBeVisible()
    })
    const [taken] = await takesOf(scene.studio.address)
    await expectUnharmed(join(folder, taken?.take.path ?? ''), known)
    expect(taken?.take.measurements.droppedFrames).toBe(0)

    await page.keyboard.press('u')
    await expect(other.page.getByTitle('Native: 1 source, and the rule picks it')).toBeVisible()
    await expect(other.page.getByRole('region', { name: 'Lane A: Anna' })).toBeVisible()
  } finally {
    await other.close()
    await scene.close()
    expect(await scene.studio.stop()).toBe(0)
  }
})

test('publishing without consent is refused with the way to give it; withdrawn consent is worded as such', async ({}, info) => {
  const scene = await openRecordingScene(info, { consent: false })
  const { page, hands } = scene
  const published = page.getByText('● Published')
  const giveConsent = async () => {
    await alert(page).getByRole('button', { name: 'Give consent' }).click()
    const dialog = page.getByRole('dialog', { name: 'Consent of Anna' })
    await dialog.getByLabel('The speaker agrees').check()
    await dialog.getByRole('button', { name: 'Give consent' }).click()
    await expect(alert(page)).toBeHidden()
  }
  try {
    await hands.openMicrophone()
    await hands.recordTake(() => hands.recordedSeconds(1))
    await page.keyboard.press('u')
    await expect(alert(page)).toContainText('Anna has not given consent yet, so the take was not published.')
    await expect(published).toBeHidden()
    await giveConsent()
    await page.keyboard.press('u')
    await expect(published).toBeVisible()

    await hands.openRoom('Settings')
    await page.getByRole('button', { name: 'Withdraw consent' }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'Withdraw consent' }).click()
    await expect(page.getByText(/Withdrawn on/)).toBeVisible()
    await hands.openRoom('Record')
    await page.keyboard.press('u')
    await expect(alert(page)).toContainText('Anna has withdrawn consent, so the take was not published.')
    await giveConsent()
    await page.keyboard.press('u')
    await expect(alert(page)).toBeHidden()
  } finally {
    await scene.close()
    expect(await scene.studio.stop()).toBe(0)
  }
})
