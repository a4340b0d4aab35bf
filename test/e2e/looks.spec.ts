import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { expect, test } from '@playwright/test'
import Database from 'better-sqlite3'
import { join } from 'node:path'
import { v7 } from 'uuid'
import { inTurns } from '#test/support/runs.ts'
import { temporaryFolder } from './support/temporary-folder.ts'
import { cutOffText, sidewaysOverflow } from './support/cut-off-text.ts'
import type { FurnishedStudio } from './support/furnished-studio.ts'
import { furnish, openStudioAt, steppingClock } from './support/furnished-studio.ts'
import { wavFile } from './support/known-sound.ts'
import { picture as pictureOf } from './support/picture.ts'
import { spokenSound } from './support/spoken-sound.ts'
import { studioHands } from './support/studio-hands.ts'
import type { WindowOptions } from './support/studio-window.ts'
import { openWindow } from './support/studio-window.ts'
import { writeFile } from 'node:fs/promises'

const rooms = ['Record', 'Compare', 'Catalog', 'Bundles', 'Sync', 'Settings'] as const
const schemes = ['light', 'dark'] as const
const photographs = process.env['PHONEME_STUDIO_SCREENSHOTS'] === '1'
const monday = '2026-11-02T09:00:00.000Z'

let studio: FurnishedStudio
let passedMs = 0

test.beforeAll(async () => {
  const clock = steppingClock(monday)
  studio = await openStudioAt(temporaryFolder(), () => new Date(clock().getTime() + passedMs), furnish)
})
test.afterAll(() => studio.close())

/** A window on the furnished studio, with its phonemes there. */
async function look(options: Partial<WindowOptions> = {}) {
  const window = await openWindow({ address: studio.address, ...options })
  await expect(window.page.locator('#phonemes').getByText('sheep').first()).toBeAttached()
  return { ...window, hands: studioHands(window.page) }
}

const picture = (page: Page, name: string) => pictureOf(page, name, studio.folder)

for (const colorScheme of photographs ? schemes : inTurns(schemes)) {
  test(`the guide shows the rooms, ${colorScheme}`, async () => {
    const { page, hands, close } = await look({ colorScheme })
    await hands.choosePhoneme('i:', /iː/)
    await page.getByRole('combobox', { name: 'Speaker' }).click()
    await page.getByRole('option', { name: 'Anna Keller' }).click()
    await expect(page.getByLabel(/^Waveform of take 4/)).toBeVisible()
    await picture(page, `record-${colorScheme}`)
    await hands.openRoom('Compare')
    await expect(page.getByRole('region', { name: 'Lane B: eSpeak en-US' })).toBeVisible()
    await expect(page.getByText('An editor set Anna Keller: it is what learners hear.')).toBeVisible()
    await picture(page, `compare-${colorScheme}`)
    await hands.openRoom('Catalog')
    await expect(page.getByText('62 of 62 sources')).toBeVisible()
    await picture(page, `catalog-${colorScheme}`)
    await hands.openRoom('Settings')
    await expect(page.getByText('CC BY 4.0, since 2026-11-02')).toBeVisible()
    await picture(page, `settings-${colorScheme}`)
    await hands.openRoom('Record')
    await page.keyboard.press('?')
    await expect(page.getByRole('dialog', { name: 'Keys' }).getByText('Hear reference')).toBeVisible()
    await picture(page, `keys-${colorScheme}`)
    await close()
  })
}

test('the guide shows a recording under way: the outline moves, the clock runs, only now there is red', async ({}, info) => {
  const microphoneFile = info.outputPath('microphone.wav')
  const said = spokenSound({ seconds: 0.6, pitchHz: 200, formantsHz: [400, 2100, 2700], breath: 0.02, peak: 0.4 })
  const often = Int16Array.from({ length: said.length * 8 }, (_, at) => said[at % said.length] ?? 0)
  await writeFile(microphoneFile, wavFile({ sampleRateHz: 48_000, channels: [often] }))
  const { page, hands, close } = await look({ microphoneFile })
  await hands.choosePhoneme('ɜː', /bird/)
  await page.getByRole('combobox', { name: 'Speaker' }).click()
  await page.getByRole('option', { name: 'James Whitlow' }).click()
  await hands.openMicrophone()
  await hands.recordTake(async () => {
    await hands.recordedSeconds(2)
    await expect(page.getByRole('button', { name: 'Stop' })).toHaveCSS('background-color', 'rgb(195, 33, 43)')
    await picture(page, 'recording')
  })
  await close()
})

const sizes = [
  { name: 'a narrow window', viewport: { width: 480, height: 800 }, percent: 100 },
  { name: 'half a screen', viewport: { width: 900, height: 700 }, percent: 100 },
  { name: 'text twice as large', viewport: { width: 1280, height: 800 }, percent: 200 },
]

for (const { name, viewport, percent } of inTurns(sizes)) {
  test(`nothing is cut off in ${name}`, async () => {
    const { page, hands, close } = await look({ viewport })
    await page.evaluate(`document.documentElement.style.fontSize = '${percent}%'`)
    for (const room of rooms) {
      await hands.openRoom(room)
      await expect(page.getByRole('heading', { level: 1 })).toContainText(room)
      expect.soft(await cutOffText(page), room).toEqual([])
      expect.soft(await sidewaysOverflow(page), room).toBe(0)
    }
    await hands.openRoom('Record')
    await page.getByRole('button', { name: 'Phonemes' }).click()
    await expect(page.getByRole('link', { name: /ship/ }).first()).toBeVisible()
    expect.soft(await cutOffText(page), 'the list').toEqual([])
    await close()
  })
}

test('long Vietnamese names fit everywhere', async () => {
  const displayName = 'Nguyễn Phước Quý Thị Trường Khương Thượng Huyền Trâm, bút danh Ngưỡng Vọng Miền Thượng Nguồn'
  const speaker = await studio.client.speakers.add({
    displayName,
    accent: 'en-US',
    firstLanguage: 'Tiếng Việt',
    consent: 'CC-BY-4.0',
  })
  const sound = spokenSound({ seconds: 0.4, pitchHz: 220, formantsHz: [500, 1500, 2500], breath: 0.02, peak: 0.5 })
  const file = new Blob([Uint8Array.from(wavFile({ sampleRateHz: 48_000, channels: [sound] }))])
  const { take } = await studio.client.takes.importFile({
    phoneme: 'oʊ',
    speakerCode: speaker.code,
    file,
    fileName: 'go.wav',
  })
  await studio.client.takes.publish({ takeId: take.id })
  const { page, hands, close } = await look()
  await hands.choosePhoneme('oʊ', /\bgo\b/)
  for (const width of [1280, 900, 480]) {
    await page.setViewportSize({ width, height: 800 })
    for (const room of ['Compare', 'Catalog', 'Settings', 'Record'] as const) {
      await hands.openRoom(room)
      await expect(page.getByText(displayName).first()).toBeVisible()
      expect.soft(await cutOffText(page), `${room} ${width}`).toEqual([])
      expect.soft(await sidewaysOverflow(page), `${room} ${width}`).toBe(0)
    }
  }
  await close()
})

test('an empty studio says what to do next, and offers it', async ({}, info) => {
  const empty = await openStudioAt(info.outputPath('empty'), steppingClock(monday))
  const { page, close } = await openWindow({
    address: empty.address,
    viewport: { width: 900, height: 700 },
    audited: true,
  })
  const hands = studioHands(page)
  await expect(page.getByRole('heading', { name: 'No sittings yet' })).toBeVisible()
  await hands.openRoom('Compare')
  await expect(page.getByText('Nothing to compare yet')).toBeVisible()
  await expect(page.getByRole('button', { name: 'Generate' })).toBeVisible()
  await page.getByRole('link', { name: 'Record it' }).click()
  await hands.openRoom('Catalog')
  await page.getByRole('link', { name: 'Record the first' }).click()
  await expect(page.getByRole('heading', { name: 'No sittings yet' })).toBeVisible()
  await page.goto(`${new URL(empty.address).origin}/#/record/salvaged`)
  await expect(page.getByText('Nothing is left to look at')).toBeVisible()
  expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([])
  await close()
  await empty.close()
})

test('a catalog of 5,000 sources scrolls and narrows like one of fifty', async ({}, info) => {
  const folder = info.outputPath('large')
  await (await openStudioAt(folder, steppingClock(monday))).close()
  const db = new Database(join(folder, 'catalog.sqlite'))
  const phonemeIds = db.prepare<[], string>('SELECT id FROM phonemes ORDER BY position').pluck().all()
  const insert = db.prepare(`INSERT INTO audio_sources (id, phoneme_id, source_type, voice_id, created_at, updated_at)
    VALUES (?, ?, 'tts', ?, ?, ?)`)
  const record = db.prepare('INSERT INTO audio_cache (audio_source, generated_at) VALUES (?, ?)')
  db.transaction(() => {
    for (let number = 0; number < 5000; number += 1) {
      const made = new Date(Date.parse(monday) - number * 60_000).toISOString()
      const id = v7()
      insert.run(id, phonemeIds[number % phonemeIds.length], `voice-${number}`, made, made)
      record.run(id, made)
    }
  })()
  db.close()

  const large = await openStudioAt(folder, steppingClock(monday))
  const { page, close } = await openWindow({ address: large.address })
  const hands = studioHands(page)
  await hands.openRoom('Catalog')
  await expect(page.getByText('5,000 of 5,000 sources')).toBeVisible()
  expect(await page.getByRole('row').count()).toBeLessThan(80)
  await page.getByRole('region', { name: 'Sources' }).focus()
  await page.keyboard.press('End')
  await expect(page.getByRole('cell', { name: 'voice-4999', exact: true })).toBeVisible()
  await page.keyboard.press('f')
  await page.keyboard.type('voice-123')
  await expect(page.getByText('11 of 5,000 sources')).toBeVisible()
  await page.keyboard.type('-none')
  await page.getByRole('button', { name: 'Show all sources' }).click()
  await expect(page.getByText('5,000 of 5,000 sources')).toBeVisible()
  expect(await cutOffText(page)).toEqual([])
  await close()
  await large.close()
})

test('a window without the studio’s key says how to come in', async () => {
  const { page, close } = await openWindow({
    address: new URL(studio.address).origin,
    viewport: { width: 480, height: 600 },
    audited: true,
  })
  await expect(page.getByRole('heading', { name: 'This address lacks its key' })).toBeVisible()
  expect(await sidewaysOverflow(page)).toBe(0)
  expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([])
  await close()
})

for (const colorScheme of inTurns(schemes)) {
  test(`no room shuts anybody out, ${colorScheme}`, async () => {
    const { page, hands, close } = await look({ colorScheme, audited: true })
    for (const room of rooms) {
      await hands.openRoom(room)
      await expect(page.getByRole('heading', { level: 1 })).toContainText(room)
      await expectOpenToAll(page, room)
    }
    await close()
  })

  test(`no page of sources and voices shuts anybody out, ${colorScheme}`, async () => {
    await letThingsGoWrong()
    const { page, close } = await look({ colorScheme, audited: true })
    // The frame around them is audited with the rooms.
    const at = (path: string) => page.goto(`${new URL(studio.address).origin}/#${path}`)
    await at('/catalog/overview')
    await expect(page.getByRole('table', { name: 'When sources were made' })).toBeVisible()
    await expect(page.getByRole('link', { name: /^Expired: \d/ })).toBeVisible()
    await expectOpenToAll(page, 'overview', 'main')
    await at('/catalog/sources/state=expired')
    await page.getByRole('checkbox').first().check()
    await expect(page.getByText('1 ticked')).toBeVisible()
    await expectOpenToAll(page, 'sources ticked', 'main')
    await at('/catalog/queue')
    await expect(page.getByRole('button', { name: /^Try again: / }).first()).toBeVisible()
    await expectOpenToAll(page, 'queue', 'main')
    await at('/settings/voices')
    await expect(page.getByRole('button', { name: 'Try it' })).toBeVisible()
    await page.getByRole('textbox', { name: 'Rate' }).fill('fast')
    await expect(page.getByText('Not a number')).toBeVisible()
    await expectOpenToAll(page, 'voices', 'main')
    await at(`/compare/${(await studio.client.phonemes.get({ phoneme: 'h' })).phoneme.id}`)
    await expect(page.getByText('No clip here is valid.')).toBeVisible()
    await expectOpenToAll(page, 'ladder', 'main')
    await at(`/compare/${(await studio.client.phonemes.get({ phoneme: 'j' })).phoneme.id}`)
    await expect(page.getByRole('region', { name: 'What a learner gets for now' })).toBeVisible()
    await expectOpenToAll(page, 'web speech', 'main')
    await close()
  })

  test(`no page of bundles shuts anybody out, ${colorScheme}`, async () => {
    const { page, close } = await look({ colorScheme, audited: true })
    const at = (path: string) => page.goto(`${new URL(studio.address).origin}/#${path}`)
    await at('/bundles/export/state=preferred')
    await page.getByRole('checkbox', { name: 'MP3' }).check()
    await expectOpenToAll(page, 'export', 'main')
    await at('/bundles/read')
    const noBundle = { name: 'no-bundle.zip', mimeType: 'application/zip', buffer: Buffer.from('no bundle') }
    await page.getByLabel('Choose a bundle …').setInputFiles(noBundle)
    await page.getByRole('button', { name: 'Check' }).click()
    await expect(page.getByRole('heading', { name: 'The bundle is not whole' })).toBeVisible()
    await expectOpenToAll(page, 'faults', 'main')
    await at('/bundles/course')
    await page.getByLabel('Choose a CSV file …').setInputFiles({ ...noBundle, name: 'rows.csv' })
    await expect(page.getByRole('alert')).toBeVisible()
    await expectOpenToAll(page, 'course', 'main')
    await close()
  })

  test(`no dialog shuts anybody out, ${colorScheme}`, async () => {
    const { page, hands, close } = await look({ colorScheme, audited: true })
    const dialog = async (place: string, within?: string) => {
      await expect(page.getByRole('dialog')).toBeVisible()
      await expectOpenToAll(page, place, within)
      await page.keyboard.press('Escape')
      await expect(page.getByRole('dialog')).toBeHidden()
    }
    await page.getByRole('link', { name: /sheep/ }).click()
    await page.keyboard.press('n')
    await dialog('a speaker')
    await page.keyboard.press('?')
    await dialog('keys')
    await page.keyboard.press('Control+k')
    await dialog('finder')
    await page.keyboard.press('Shift+t')
    await dialog('make TTS', '[role=dialog]')
    await hands.openRoom('Catalog')
    await page.keyboard.press('u')
    await expect(page.getByRole('dialog')).toBeVisible()
    await page.keyboard.press('Enter')
    await expect(page.getByRole('dialog').getByText(/(Nothing|clips) would go/)).toBeVisible()
    await dialog('clean up', '[role=dialog]')
    await hands.openRoom('Settings')
    await page.getByRole('button', { name: 'Give consent' }).click()
    await dialog('consent')
    await page.getByRole('button', { name: 'Withdraw consent' }).first().click()
    await dialog('withdraw consent')
    await close()
  })
}

async function expectOpenToAll(page: Page, place: string, within = 'html'): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).include(within).analyze()
  expect
    .soft(
      violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)]),
      place,
    )
    .toEqual([])
}

/** Machine clips have expired, an editor rejected the only one of /j/, and a program of one's own has failed. */
async function letThingsGoWrong(): Promise<void> {
  passedMs = 40 * 24 * 3_600_000
  const { client } = studio
  for (const { source } of await client.sources.list({ phoneme: 'j' }))
    await client.sources.reject({ sourceId: source.id, rejected: true })
  const ownProgram = {
    name: 'Piper',
    command: ['/bin/false', '{text}', '{out}'],
    language: 'en-US',
    deadlineSeconds: 5,
  }
  await client.speech.setSettings({ ...(await client.speech.settings()), ownProgram })
  const voices = (await client.generation.voices()).flatMap(({ id, engine }) => (engine === 'own' ? [id] : []))
  // oxlint-disable-next-line unicorn/no-array-fill-with-reference-type -- it fills the catalog, not an array
  const stream = await client.generation.fill({ phonemes: ['m'], voices, which: 'all', sourceType: 'tts' })
  for (;;) if ((await stream.next()).done) return
}
