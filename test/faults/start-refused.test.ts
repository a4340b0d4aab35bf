import { closeSync, cpSync, mkdirSync, openSync, readdirSync, readFileSync, writeFileSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { createRouterClient } from '@orpc/server'
import Sqlite from 'better-sqlite3'
import { describe, expect, it } from 'vitest'
import { studioParts } from '#studio/hosts/common/studio-parts.ts'
import { openStudio } from '#studio/studio.ts'
import { joinStudio } from '#test/support/join-studio.ts'
import { startStudio } from '#test/support/studio-process.ts'
import { temporaryFolder } from '#test/temporary-folder.ts'

const { workers, resourcesFolder } = studioParts()

async function firstStart(folder: string): Promise<void> {
  await (await openStudio({ folder, workers, resourcesFolder, network: { offline: true } })).close()
}

/** The catalog, its log and its index, with all their bytes. */
function catalogIn(folder: string): Record<string, string> {
  const names = readdirSync(folder).filter((name) => name.startsWith('catalog.sqlite'))
  return Object.fromEntries(names.map((name) => [name, readFileSync(join(folder, name)).toString('hex')]))
}

describe('a studio that cannot start says so in one sentence, and changes nothing', () => {
  it('on a catalog that a newer version made', async () => {
    const folder = temporaryFolder()
    await firstStart(folder)
    const db = new Sqlite(join(folder, 'catalog.sqlite'))
    db.pragma('user_version = 99')
    db.close()
    await expect(startStudio(folder)).rejects.toThrow(/ended with code 1: The catalog .* newer Phoneme Studio/)
    const after = new Sqlite(join(folder, 'catalog.sqlite'), { readonly: true })
    expect(after.pragma('user_version', { simple: true })).toBe(99)
    after.close()
  })

  it('on a catalog that is damaged, which stays byte for byte as it is', async () => {
    const folder = temporaryFolder()
    const garbage = Buffer.from('not a database '.repeat(500))
    writeFileSync(join(folder, 'catalog.sqlite'), garbage)
    await expect(startStudio(folder)).rejects.toThrow(/is damaged .* "backups" folder/)
    expect(readFileSync(join(folder, 'catalog.sqlite'))).toEqual(garbage)
  })

  it('on a catalog that is damaged and was left by a kill: it, its log and its index stay byte for byte', async () => {
    const folder = temporaryFolder()
    await firstStart(folder)
    const killed = await startStudio(folder)
    const { client, leave } = joinStudio(killed.address)
    await client.speakers.add({ displayName: 'Anna', consent: 'CC-BY-4.0', accent: 'en-US' })
    leave()
    await killed.kill()
    const handle = openSync(join(folder, 'catalog.sqlite'), 'r+')
    writeSync(handle, Buffer.alloc(20 * 4096, 0xff), 0, undefined, 3 * 4096)
    closeSync(handle)
    const before = catalogIn(folder)
    expect(Object.keys(before)).toEqual(['catalog.sqlite', 'catalog.sqlite-shm', 'catalog.sqlite-wal'])
    expect(before['catalog.sqlite-wal']).not.toBe('')
    await expect(startStudio(folder)).rejects.toThrow(/is damaged .* left as it is/)
    const after = catalogIn(folder)
    for (const [name, bytes] of Object.entries(before)) expect(after[name] === bytes, `${name} is as it was`).toBe(true)
    expect(Object.keys(after)).toEqual(Object.keys(before))
  })

  it('on a data folder whose name a file has', async () => {
    const folder = join(temporaryFolder(), 'taken')
    writeFileSync(folder, 'a letter')
    await expect(startStudio(folder)).rejects.toThrow(/taken/)
    expect(readFileSync(folder, 'utf8')).toBe('a letter')
  })

  it('on an inventory with a wrong field: which line, and which field', async () => {
    const folder = temporaryFolder()
    const resources = join(folder, 'resources')
    mkdirSync(resources)
    cpSync(join(resourcesFolder, 'inventories'), join(resources, 'inventories'), { recursive: true })
    const file = join(resources, 'inventories', 'english.json')
    const text = readFileSync(file, 'utf8')
    const wrong = text.replace('"ipaSymbol": "ɪ"', '"ipaSymbol": 7')
    expect(wrong).not.toBe(text)
    writeFileSync(file, wrong)
    const line = wrong.slice(0, wrong.indexOf('"ipaSymbol": 7')).split('\n').length
    const data = join(folder, 'data')
    await expect(openStudio({ folder: data, workers, resourcesFolder: resources })).rejects.toMatchObject({
      code: 'INVENTORY_WRONG',
      message: expect.stringMatching(new RegExp(`english\\.json.*${line}.*phonemes\\[1\\]\\.ipaSymbol`, 's')),
    })
  })
})

describe('a data folder', () => {
  it('can be copied and opened elsewhere, with everything in it playable', async () => {
    const folder = temporaryFolder()
    const first = await openStudio({ folder, workers, resourcesFolder, network: { offline: true } })
    const filling = await createRouterClient(first.router, { context: {} }).generation.fill({
      phonemes: ['iː'],
      which: 'missing' as const,
      sourceType: 'tts',
    })
    for await (const { done } of filling) expect(done).toBeLessThanOrEqual(1)
    await first.close()
    const copy = join(temporaryFolder(), 'copy')
    cpSync(folder, copy, { recursive: true })
    const second = await openStudio({ folder: copy, workers, resourcesFolder, network: { offline: true } })
    const client = createRouterClient(second.router, { context: {} })
    const { resolution } = await client.phonemes.get({ phoneme: 'iː' })
    await second.close()
    expect(resolution).toMatchObject({ rung: 'tts', status: 'success' })
  })
})
