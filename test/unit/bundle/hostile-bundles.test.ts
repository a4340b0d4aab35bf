import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it, test } from 'vitest'
import type { BundleFault } from '#shared/node/bundle/bundle-fault.ts'
import { faultSentences } from '#shared/node/bundle/fault-sentences.ts'
import { verifyBundle } from '#shared/node/bundle/verify-bundle.ts'
import { readCatalogOfTest } from '#test/support/good-bundle.ts'
import { goodBundle, hostileBundles } from '#test/support/hostile-bundles.ts'
import { temporaryFolder } from '#test/temporary-folder.ts'

const corpus = hostileBundles()

/** Every fault of a file, and what else than the file is there once it was looked at. */
async function look(bytes: Buffer): Promise<{ faults: readonly BundleFault[]; left: string[] }> {
  const folder = temporaryFolder()
  const file = join(folder, 'bundle.zip')
  writeFileSync(file, bytes)
  const { faults } = await verifyBundle(file, { readDocument: readCatalogOfTest })
  const isSame = readFileSync(file).equals(bytes)
  return { faults, left: readdirSync(folder).filter((name) => name !== 'bundle.zip' || !isSame) }
}

/** Values that a fault's sentence asks for, and does not get. */
const gapsOf = ({ code, data }: BundleFault) =>
  [...faultSentences[code].matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name).filter((name) => !(name in data))

test('the bundle that hostile ones are made from is whole', async () => {
  expect(await look(goodBundle())).toEqual({ faults: [], left: [] })
})

describe('a bundle is refused that has', () => {
  it.each(corpus)('$name', async ({ bytes, expectedCode }) => {
    const { faults, left } = await look(bytes)
    expect(faults.map(({ code }) => code)).toContain(expectedCode)
    expect(faults.flatMap(gapsOf)).toEqual([])
    expect(left).toEqual([])
  })
})

test('there are many of them, each another one', () => {
  expect(corpus.length).toBeGreaterThan(100)
  expect(new Set(corpus.map(({ name }) => name)).size).toBe(corpus.length)
})
