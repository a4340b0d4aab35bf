import { AxeBuilder } from '@axe-core/playwright'
import { expect, test } from '@playwright/test'
import { copyFile, readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { ExportResult } from '#shared/contract/bundles.ts'
import type { StudioClient } from '#test/support/join-studio.ts'
import { cutOffText, sidewaysOverflow } from './support/cut-off-text.ts'
import type { FurnishedStudio } from './support/furnished-studio.ts'
import { furnish, openStudioAt, steppingClock } from './support/furnished-studio.ts'
import { picture } from './support/picture.ts'
import { openWindow } from './support/studio-window.ts'
import { temporaryFolder } from './support/temporary-folder.ts'

let annas: FurnishedStudio

test.beforeAll(async () => {
  annas = await openStudioAt(temporaryFolder(), steppingClock('2026-11-02T09:00:00.000Z'), furnish)
})
test.afterAll(() => annas.close())

test('from a narrowed list to a bundle with MP3 beside it, by keyboard alone; cancelled, nothing of it remains', async () => {
  const { page, close } = await openWindow({ address: annas.address })
  await page.keyboard.press('Shift+Digit3')
  await page.keyboard.press('f')
  await page.keyboard.type('sheep')
  await expect(page.getByText('4 of 62 sources')).toBeVisible()
  await page.keyboard.press('Escape')
  await page.keyboard.press('e')
  await expect(page.getByRole('radio', { name: '4 sources of the list: “sheep”' })).toBeChecked()
  await page.getByRole('checkbox', { name: 'MP3' }).press('Space')
  await expect(page.getByRole('radio', { name: '128 kbit/s' })).toBeChecked()
  await picture(page, 'bundle-export', annas.folder)
  await page.keyboard.press('e')
  await expect(page.getByRole('heading', { name: 'Bundle written' })).toBeVisible()
  const fact = (name: string) => page.getByRole('definition').and(page.locator(`dt:text-is("${name}") + dd`))
  await expect(fact('Sources')).toHaveText('4')
  await expect(fact('Files in other forms')).toHaveText('4')
  await expect(page.getByText('Nothing was left out.')).toBeVisible()
  await picture(page, 'bundles', annas.folder)

  const before = await exported()
  await page.getByRole('radio', { name: 'Everything' }).press('Space')
  await page.getByRole('checkbox', { name: 'FLAC' }).press('Space')
  await page.getByRole('checkbox', { name: 'Ogg Vorbis' }).press('Space')
  await page.keyboard.press('e')
  await expect(page.getByText(/^\d+ of 248 files · /)).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(page.getByRole('main').getByText('The export was cancelled. No file of it remains')).toBeVisible()
  await expect.poll(exported).toEqual(before)
  await close()
})

test('a broken bundle is told fault by fault, as text', async ({}, info) => {
  const { path } = await exportFrom(annas.client)
  const fileName = '<img src=x onerror=alert(1)>.zip'
  const file = info.outputPath(fileName)
  const bytes = await readFile(join(annas.folder, path))
  const middle = bytes.length >> 1
  bytes[middle] = (bytes[middle] ?? 0) ^ 0xff
  await writeFile(file, bytes)
  const { page, close } = await openWindow({ address: annas.address })
  await page.keyboard.press('Shift+Digit4')
  await page.keyboard.press('r')
  await page.getByLabel('Choose a bundle …').setInputFiles(file)
  await expect(page.getByRole('heading', { name: fileName })).toBeVisible()
  await page.keyboard.press('c')
  await expect(page.getByRole('heading', { name: 'The bundle is not whole' })).toBeVisible()
  await expect(
    page
      .getByRole('region', { name: /^\d faults?$/ })
      .getByRole('listitem')
      .first(),
  ).toContainText(/data\/phonemes\/audio\/2026\/11\/02\/\S+\.wav/)
  await picture(page, 'bundle-check', annas.folder)
  await page.keyboard.press('s')
  await expect(page.getByRole('alert')).toContainText('can’t be taken over')
  await page.keyboard.press('Backspace')
  await expect(page.getByText('Drop a bundle here, or choose the file.')).toBeVisible()
  await expect.poll(() => readdir(join(annas.folder, 'incoming'))).toEqual([])
  await close()
})

test('another studio sees what a bundle brings, takes it over, decides a conflict, and hears what came', async ({}, info) => {
  const james = await openStudioAt(info.outputPath('james'), steppingClock('2026-11-03T09:00:00.000Z'))
  const { page, close } = await openWindow({ address: james.address, audited: true })
  await page.keyboard.press('Shift+Digit4')
  await page.keyboard.press('r')
  const choose = async (client: StudioClient) => {
    const file = info.outputPath('phonemes-of-anna.zip')
    await copyFile(join(annas.folder, (await exportFrom(client)).path), file)
    await page.getByLabel('Choose a bundle …').setInputFiles(file)
    await page.getByRole('button', { name: 'See what it would bring' }).click()
  }
  const row = (kind: string) => page.getByRole('table').getByRole('row', { name: new RegExp(`^${kind} `) })

  await choose(annas.client)
  await expect(row('Sources')).toHaveAccessibleName('Sources 15 0 0 0')
  await expect(page.getByText(/^15 new files, /)).toBeVisible()
  await picture(page, 'bundle-plan', james.folder)
  expect(await james.client.sources.list({})).toEqual([])
  await page.getByRole('button', { name: 'Take it over' }).click()
  await expect(page.getByRole('heading', { name: 'Taken over' })).toBeVisible()
  await page.keyboard.press('Backspace')

  await preferNative(james.client, 'ʃ', 0)
  const theirs = await preferNative(annas.client, 'ʃ', 1)
  await choose(annas.client)
  await expect(page.getByText('1 choice is still open.')).toBeVisible()
  await expect(page.getByRole('button', { name: 'Take it over' })).toHaveAttribute('aria-disabled', 'true')
  const conflict = page.getByRole('group', { name: 'Whose choice stands for ʃ' })
  await conflict.getByRole('button', { name: 'Play theirs for ʃ' }).click()
  await expect(conflict.getByRole('button', { name: 'Stop theirs for ʃ' })).toBeVisible()
  await page.getByRole('button', { name: 'Take it over' }).scrollIntoViewIfNeeded()
  await picture(page, 'bundle-conflict', james.folder)
  await page.setViewportSize({ width: 480, height: 800 })
  expect(await cutOffText(page)).toEqual([])
  expect(await sidewaysOverflow(page)).toBe(0)
  expect((await new AxeBuilder({ page }).include('main').analyze()).violations).toEqual([])
  await conflict.getByRole('radio', { name: /^Theirs/ }).check()
  await page.getByRole('button', { name: 'Take it over' }).click()
  await expect(page.getByRole('heading', { name: 'Taken over' })).toBeVisible()

  const { phoneme, resolution } = await james.client.phonemes.get({ phoneme: 'ʃ' })
  expect(resolution).toMatchObject({ rung: 'preferred', source: { id: theirs } })
  await page.goto(`${new URL(james.address).origin}/#/compare/${phoneme.id}`)
  const lane = page.getByRole('region', { name: 'Lane A: James Whitlow' })
  await expect(lane).toBeVisible()
  await page.keyboard.press('1')
  await expect(lane.getByRole('button', { name: 'Stop' })).toBeVisible()
  await expect.poll(() => readdir(join(james.folder, 'incoming'))).toEqual([])
  await close()
  await james.close()
})

test('the course’s own rows are told by a file, which says where it is wrong, and are taken back', async () => {
  const { page, close } = await openWindow({ address: annas.address })
  await page.keyboard.press('Shift+Digit4')
  await page.keyboard.press('k')
  const give = (text: string) =>
    page
      .getByLabel('Choose a CSV file …')
      .setInputFiles({ name: 'rows.csv', mimeType: 'text/csv', buffer: Buffer.from(text) })
  await give('kind,id_or_name,pk\nphoneme,iː,seventeen\n')
  await expect(page.getByRole('alert')).toContainText('rows.csv, line 2: pk is "seventeen"')
  await give('kind,id_or_name,pk\nphoneme,iː,17\ncategory,Plosives,3\n')
  await expect(page.getByRole('heading', { name: 'Rows are mapped' })).toBeVisible()
  await page.getByRole('button', { name: 'Take it back' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Take it back' }).click()
  await expect(page.getByRole('heading', { name: 'No rows are mapped' })).toBeVisible()
  await close()
})

const exported = () => readdir(join(annas.folder, 'exports'))

/** What people recorded, which is less to read than everything. */
async function exportFrom(client: StudioClient): Promise<ExportResult> {
  const stream = await client.bundles.export({ what: { kind: 'filter', filter: { sourceType: 'native' } } })
  for (;;) {
    const step = await stream.next()
    if (step.done) return step.value
  }
}

async function preferNative(client: StudioClient, phoneme: string, which: number): Promise<string> {
  const natives = await client.sources.list({ phoneme, sourceType: 'native' })
  const sourceId = natives[which]?.source.id ?? ''
  await client.sources.prefer({ phoneme, sourceId, reason: 'sounds clearer to me' })
  return sourceId
}
