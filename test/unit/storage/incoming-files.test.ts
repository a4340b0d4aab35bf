import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { describe, expect, it } from 'vitest'
import { clearIncoming, createIncomingFiles } from '#studio/storage/incoming-files.ts'
import { openDataFolder } from '#studio/storage/open-data-folder.ts'
import { temporaryFolder } from '#test/temporary-folder.ts'

const pathOf = (name: string) => `phonemes/audio/2026/11/02/${name}.wav`

/** A stage with a sound that is new, one whose place is taken, and one there that is to go. */
async function aStage() {
  const folder = await openDataFolder(temporaryFolder())
  const lay = (name: string, text: string) => {
    mkdirSync(dirname(folder.file(pathOf(name))), { recursive: true })
    writeFileSync(folder.file(pathOf(name)), text)
  }
  lay('there', 'from before')
  lay('leaving', 'from before')
  const stage = await createIncomingFiles(folder).openStage('one')
  for (const name of ['new', 'there']) await stage.put(pathOf(name), Buffer.from('from outside'))
  const left = () => readdirSync(dirname(folder.file(pathOf('new')))).toSorted()
  return { folder, stage, left }
}

describe('files that come in', () => {
  it('stand nowhere until all are placed, and never in the place of what is there', async () => {
    const { folder, stage, left } = await aStage()
    expect(left()).toEqual(['leaving.wav', 'there.wav'])
    await stage.place([pathOf('leaving')])
    expect(readFileSync(folder.file(pathOf('new')), 'utf8')).toBe('from outside')
    expect(readFileSync(folder.file(pathOf('there')), 'utf8')).toBe('from before')
    await stage.settle((path) => path === pathOf('new'))
    expect(left()).toEqual(['new.wav', 'there.wav'])
    expect(existsSync(folder.file('incoming/one'))).toBe(false)
  })

  it('go again where no row came to name them, with nothing that was there before', async () => {
    const { stage, left } = await aStage()
    await stage.place([pathOf('leaving')])
    await stage.settle((path) => path === pathOf('leaving'))
    expect(left()).toEqual(['leaving.wav', 'there.wav'])
  })

  it('are put away at the next start, as if they had never come', async () => {
    const { folder, stage, left } = await aStage()
    await createIncomingFiles(folder).begin('upload')
    await stage.place([pathOf('leaving')])
    await clearIncoming(folder, () => (path) => path === pathOf('leaving'))
    expect(left()).toEqual(['leaving.wav', 'there.wav'])
    expect(readdirSync(folder.file('incoming'))).toEqual([])
  })
})
