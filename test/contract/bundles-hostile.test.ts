import { mkdirSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { createRouterClient } from '@orpc/server'
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { studioIn } from '#test/contract/doors.ts'
import { filesOf, looseEnds, rowsOf } from '#test/support/data-folder-state.ts'
import { endOf } from '#test/support/end-of.ts'
import { goodBundle, hostileBundles } from '#test/support/hostile-bundles.ts'
import { isLongRun } from '#test/support/runs.ts'
import { takeOver } from '#test/support/send-bundle.ts'
import { temporaryFolder } from '#test/temporary-folder.ts'

const seed = Date.now() & 0x7fff_ffff

/** A studio with something to lose, in a folder of which it is only a part. */
async function aStudio() {
  const around = temporaryFolder()
  const folder = join(around, 'data')
  mkdirSync(folder)
  const client = createRouterClient((await studioIn(folder)).router, { context: {} })
  await endOf(await client.generation.fill({ phonemes: ['iː', 'ʃ'], which: 'missing', sourceType: 'tts' }))
  const state = () => ({ rows: rowsOf(folder), files: filesOf(around) })
  return { client, folder, state }
}

/** What became of it: a code, or null where it was taken over. */
async function refusalOf(client: Parameters<typeof takeOver>[0], bytes: Uint8Array): Promise<string | null> {
  return takeOver(client, bytes).then(
    () => null,
    (error: { code?: string; data?: { faults?: { code: string }[] } }) =>
      [error.code, ...(error.data?.faults ?? []).map(({ code }) => code)].join(' '),
  )
}

describe('a studio that is given a hostile file', () => {
  const all = hostileBundles()
  // Each of them is looked at in every run where it is verified; here is what a whole studio makes of it.
  const chosen = isLongRun
    ? all
    : fc.sample(fc.shuffledSubarray(all, { minLength: 30, maxLength: 30 }), { seed, numRuns: 1 })[0]

  it(`refuses it, and is as it was (${chosen?.length} of ${all.length}, seed ${seed})`, {
    timeout: 300_000,
  }, async () => {
    const { client, folder, state } = await aStudio()
    const before = state()
    for (const { name, bytes, expectedCode } of chosen ?? []) {
      const refusal = await refusalOf(client, bytes)
      expect(`${name}: ${refusal ?? 'taken over'}`).toMatch(new RegExp(`: BUNDLE_REFUSED .*\\b${expectedCode}\\b`))
      expect(readdirSync(join(folder, 'incoming'))).toEqual([])
    }
    expect(state()).toEqual(before)
  })
})

describe('a studio that is given a good file with a few bytes changed', () => {
  const cases = isLongRun ? 2000 : 30
  const good = goodBundle()
  const change = fc.record({ at: fc.nat(good.length - 1), by: fc.integer({ min: 1, max: 255 }) })
  const changes = fc.oneof(
    {
      weight: 4,
      arbitrary: fc.array(change, { minLength: 1, maxLength: 4 }).map((some) => (bytes: Buffer) => {
        for (const { at, by } of some) bytes[at] = (bytes[at] ?? 0) ^ by
        return bytes
      }),
    },
    { weight: 1, arbitrary: fc.nat(good.length - 1).map((length) => (bytes: Buffer) => bytes.subarray(0, length)) },
    {
      weight: 1,
      arbitrary: change.map(
        ({ at, by }) =>
          (bytes: Buffer) =>
            Buffer.concat([bytes.subarray(0, at), Buffer.alloc(by), bytes.subarray(at)]),
      ),
    },
  )

  it(`refuses it, or takes it over whole (${cases} files, seed ${seed})`, {
    timeout: 60_000 + cases * 500,
  }, async () => {
    const { client, folder, state } = await aStudio()
    let before = state()
    await fc.assert(
      fc.asyncProperty(changes, async (changed) => {
        const refusal = await refusalOf(client, changed(Buffer.from(good)))
        expect(refusal ?? 'BUNDLE_REFUSED ').toMatch(/^BUNDLE_REFUSED /)
        if (refusal === null) before = state()
        expect(state()).toEqual(before)
        expect({ ...looseEnds(folder), incoming: readdirSync(join(folder, 'incoming')) }).toEqual({
          unnamed: [],
          missing: [],
          incoming: [],
        })
      }),
      { seed, numRuns: cases },
    )
  })
})
