import { spawnSync } from 'node:child_process'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { expect, test } from '@playwright/test'
import Database from 'better-sqlite3'
import { adviseOnRoom, measureRoom } from '#shared/acoustics/room-noise/measure-room.ts'
import { measureSentence } from '#shared/acoustics/room-noise/measure-sentence.ts'
import type { SessionSoundCheck } from '#shared/entities/take.ts'
import { figureOf } from './support/prepare-hands.ts'
import { endScene, openPrepareScene, openRoomScene } from './support/prepare-scene.ts'
import { picture } from './support/picture.ts'
import { pulseIsInstalled } from './support/pulse-microphone.ts'
import { mainsHum, roomNoise, roomRateHz, sentenceSound, soundFile } from './support/room-sounds.ts'
import { studioHands } from './support/studio-hands.ts'

const alert = (page: Page) => page.getByRole('alert')

const quietRoom = roomNoise(60, -66)
const goodSentence = sentenceSound(0.35)

/** What the studio has kept of the sound check that opened this sitting. */
function keptCheck(folder: string, sittingId: string): SessionSoundCheck | null {
  const db = new Database(join(folder, 'catalog.sqlite'), { readonly: true })
  const found = db.prepare<[string], string | null>('SELECT sound_check FROM sessions WHERE sitting_id = ?').pluck()
  const check = found.get(sittingId)
  db.close()
  return check == null ? null : (JSON.parse(check) as SessionSoundCheck)
}

test.describe('with a microphone in a room', () => {
  test.skip(!pulseIsInstalled(), 'PulseAudio is not installed')

  test('a quiet room and a good voice: the figures are those of what was played, and the sitting begins with them', async ({}, info) => {
    const scene = await openRoomScene(info, quietRoom)
    const { page, client, folder, hands, say } = scene
    try {
      await hands.startSitting()
      await hands.chooseSpeaker('Anna Keller')
      await hands.toSoundCheck()
      await hands.openMicrophone()
      await expect(hands.soundStep.getByText('48 kHz')).toBeVisible()
      for (const processing of ['Automatic gain', 'Noise suppression', 'Echo cancellation'])
        await expect(hands.figure(processing)).toHaveText('✓ off')
      await hands.check(() => say(goodSentence))

      await expect(hands.soundStep.getByText('Good. Go on.')).toBeVisible()
      await expect(hands.soundStep.getByText(/The voice is at a good level/)).toBeVisible()
      const room = measureRoom(quietRoom.subarray(0, 2 * roomRateHz), roomRateHz)
      const spoken = measureSentence(goodSentence, roomRateHz, room)
      const shown = async (name: string) => figureOf(await hands.figure(name).textContent())
      expect(await shown('Room')).toBeCloseTo(room.noiseFloorDbfs ?? 0, 0)
      expect(await shown('Level')).toBeCloseTo(spoken.activeRmsDbfs ?? 0, 0)
      expect(await shown('Peak')).toBeCloseTo(spoken.peakDbfs ?? 0, 0)
      expect(Math.abs((await shown('Above the room')) - (spoken.snrDb ?? 0))).toBeLessThanOrEqual(1)
      await expect(hands.figure('Cut off')).toContainText('none')
      await picture(page, 'sitting-sound-check', folder)

      await page.keyboard.press('Enter')
      await expect(hands.scriptStep).toBeVisible()
      await expect(hands.steps.getByRole('button', { name: /Sound check Good/ })).toBeVisible()
      await expect(page.getByText('40 prompts × 3 takes = 120 takes, about 16 minutes')).toBeVisible()
      await page.getByLabel('Title').fill('All sounds, once')
      await picture(page, 'sitting-script', folder)
      await page.getByRole('button', { name: 'Start recording' }).click()
      await expect(page).toHaveURL(/#\/record\/sitting\/[\da-f-]{36}$/)
      const [begun] = await client.sittings.list({})
      expect(begun).toMatchObject({ title: 'All sounds, once', speakerName: 'Anna Keller', prompts: 40, endedAt: null })
      expect(page.url()).toContain(begun?.id)
      const kept = keptCheck(folder, begun?.id ?? '')
      expect(kept?.noiseFloorDbfs).toBeCloseTo(room.noiseFloorDbfs ?? 0, 0)
      expect(kept?.sentence?.activeRmsDbfs).toBeCloseTo(spoken.activeRmsDbfs ?? 0, 0)
    } finally {
      await endScene(scene)
    }
  })

  test('a hum of the mains is told with its frequency, its level and what to do', async ({}, info) => {
    const hum = mainsHum(60, 50, -48)
    const room = hum.map((sample, at) => sample + (quietRoom[at] ?? 0))
    expect(adviseOnRoom(measureRoom(room.subarray(0, 2 * roomRateHz), roomRateHz))).toContainEqual(
      expect.objectContaining({ code: 'FAN_HUM', frequencyHz: 50 }),
    )
    const scene = await openRoomScene(info, room)
    const { hands, say } = scene
    try {
      await hands.startSitting()
      await hands.chooseSpeaker('Anna Keller')
      await hands.toSoundCheck()
      await hands.openMicrophone()
      await hands.check(() => say(goodSentence))
      await expect(hands.soundStep.getByText('It works, and could be better')).toBeVisible()
      await expect(
        hands.soundStep.getByText('A fan or mains hum: 50 Hz at −48 dBFS. Switch it off or move away from it.'),
      ).toBeVisible()
      await expect(hands.figure('Room')).toContainText('▲ could be better')
    } finally {
      await endScene(scene)
    }
  })

  test('a voice too loud is cut off, one too soft is asked closer, none at all is told; Space checks again', async ({}, info) => {
    const scene = await openRoomScene(info, quietRoom)
    const { page, hands, say } = scene
    try {
      await hands.startSitting()
      await hands.chooseSpeaker('Anna Keller')
      await hands.toSoundCheck()
      await hands.openMicrophone()
      await hands.check(() => say(sentenceSound(1.6)))
      await expect(hands.soundStep.getByText('Not good enough yet')).toBeVisible()
      await expect(hands.soundStep.getByText(/samples were cut off: .* Turn the gain down\./)).toBeVisible()
      await expect(hands.soundStep.getByText(/Move back a hand’s width/)).toBeVisible()
      await expect(hands.figure('Peak')).toContainText('✕ not good')

      await hands.check(() => say(sentenceSound(0.05)))
      await expect(hands.soundStep.getByText(/Move closer to the microphone, or speak up/)).toBeVisible()
      await expect(hands.soundStep.getByText(/cut off:/)).toBeHidden()

      // Nobody speaks: it ends by itself after five seconds.
      await hands.check(async () => {})
      await expect(hands.soundStep.getByText(/No voice was heard/)).toBeVisible()
      await expect(page.getByRole('button', { name: /Sound check Not good enough/ })).toBeVisible()
    } finally {
      await endScene(scene)
    }
  })

  const long = process.env['PHONEME_STUDIO_LONG'] !== undefined
  if (long)
    test('another microphone is measured by itself when it is chosen', async ({}, info) => {
      const scene = await openRoomScene(info, quietRoom)
      const { page, hands, microphone, say } = scene
      try {
        const second = [
          'module-remap-source',
          'source_name=second',
          'master=speaker.monitor',
          'channels=1',
          'rate=48000',
        ]
        const env = { ...process.env, ...microphone.environment }
        const loaded = spawnSync('pactl', ['load-module', ...second, 'source_properties=device.description=Second'], {
          env,
        })
        expect(loaded.status).toBe(0)
        await hands.startSitting()
        await hands.chooseSpeaker('Anna Keller')
        await hands.toSoundCheck()
        await hands.openMicrophone()
        await hands.check(() => say(goodSentence))
        await page.getByRole('combobox', { name: 'Microphone' }).click()
        await page.getByRole('option', { name: 'Second' }).click()
        await expect(page.getByText(/Now read this aloud$/)).toBeVisible()
        await expect(page.getByRole('contentinfo')).toContainText('microphone: Second, 48 kHz')
        // Nobody spoke into this one.
        await expect(hands.soundStep.getByText(/No voice was heard/)).toBeVisible()
        await expect(hands.steps.getByRole('button', { name: /Sound check Not good enough/ })).toBeVisible()
      } finally {
        await endScene(scene)
      }
    })

  test('a microphone unplugged while it is checked is told, and nothing is kept of the check', async ({}, info) => {
    const scene = await openRoomScene(info, quietRoom)
    const { page, hands, microphone } = scene
    try {
      await hands.startSitting()
      await hands.chooseSpeaker('Anna Keller')
      await hands.toSoundCheck()
      await hands.openMicrophone()
      await page.keyboard.press('Space')
      await expect(page.getByText(/Now read this aloud$/)).toBeVisible()
      microphone.unplug()
      await expect(alert(page)).toContainText('The microphone was unplugged or switched off.')
      await expect(page.getByText(/Now read this aloud$/)).toBeHidden()
      await expect(page.getByRole('button', { name: 'Open microphone' }).first()).toBeVisible()
      await expect(page.getByRole('button', { name: /^Next/ })).toHaveAttribute('aria-disabled', 'true')
    } finally {
      await endScene(scene)
    }
  })
})

test('a refused microphone is told with what to do, and the sitting can go on without a check', async ({}, info) => {
  const microphoneFile = info.outputPath('room.wav')
  await writeFile(microphoneFile, soundFile(quietRoom))
  const scene = await openPrepareScene(info, { permission: 'refused', microphoneFile })
  const { page, hands } = scene
  try {
    await hands.startSitting()
    await hands.chooseSpeaker('Anna Keller')
    await hands.toSoundCheck()
    await page.keyboard.press('Space')
    await expect(alert(page)).toContainText('The microphone is blocked.')
    await hands.skipCheck()
    await expect(hands.steps.getByRole('button', { name: /Sound check Skipped: takes unchecked/ })).toBeVisible()
  } finally {
    await endScene(scene)
  }
})

test('a speaker without consent is told that takes wait here, can go on, and can agree later', async ({}, info) => {
  const scene = await openPrepareScene(info)
  const { page, client, hands, folder } = scene
  try {
    await hands.startSitting()
    await hands.chooseSpeaker('Nguyễn Thị Quyên')
    await expect(page.getByText(/Without consent the takes wait here: they never leave this computer/)).toBeVisible()
    await picture(page, 'sitting-consent', folder)
    await page.getByRole('button', { name: 'Not now, go on without' }).click()
    await expect(hands.soundStep).toBeVisible()
    await page.keyboard.press('Escape')
    await page.getByRole('checkbox', { name: /agree/i }).check()
    await page.getByRole('button', { name: 'Agree and go on' }).click()
    await expect(hands.soundStep).toBeVisible()
    const agreed = (await client.speakers.list()).find(({ displayName }) => displayName === 'Nguyễn Thị Quyên')
    expect(agreed?.consent).toMatchObject({ licence: 'CC-BY-4.0', withdrawnAt: null })

    await page.keyboard.press('1')
    await expect(hands.speakerStep.getByText(/CC BY 4\.0, since \d{4}-\d\d-\d\d/)).toBeVisible()
    await page.getByRole('button', { name: 'Withdraw consent' }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'Withdraw consent' }).click()
    await expect(hands.speakerStep.getByText(/Withdrawn on/).first()).toBeVisible()
  } finally {
    await endScene(scene)
  }
})

test('a check that is skipped leaves the takes marked unchecked', async ({}, info) => {
  const microphoneFile = info.outputPath('room.wav')
  await writeFile(microphoneFile, soundFile(quietRoom))
  const scene = await openPrepareScene(info, { microphoneFile })
  const { page, client, hands } = scene
  try {
    await hands.startSitting()
    await hands.chooseSpeaker('Anna Keller')
    await hands.toSoundCheck()
    await hands.openMicrophone()
    await page.getByRole('button', { name: 'Skip – takes will be marked unchecked' }).click()
    await expect(hands.scriptStep).toBeVisible()
    await page.getByRole('link', { name: /sheep/ }).click()
    const recording = studioHands(page)
    await recording.stage('Listening')
    await recording.recordTake(() => recording.recordedSeconds(1))
    await expect(page.getByRole('region', { name: 'Check of the chosen take' })).toContainText(/Sound check\s*none/)
    const [taken] = await client.takes.list({})
    expect(taken?.take.checked?.findings).toContainEqual(expect.objectContaining({ code: 'UNCHECKED' }))
  } finally {
    await endScene(scene)
  }
})
