import { safe } from '@orpc/client'
import { QueryObserver } from '@tanstack/react-query'
import { describe, expect, it } from 'vitest'
import { createStudioQueries, createStudioQueryClient } from '#renderer/api/studio-api.ts'
import { watchChanges } from '#renderer/api/watch-changes.ts'
import { createCell } from '#renderer/cell.ts'
import { createKeyRegistry } from '#renderer/ui/keys/key-registry.ts'
import { defaultCheckLimits } from '#shared/acoustics/checks/check-limits.ts'
import { beginTake } from '#test/support/begin-take.ts'
import { toneIn } from '#test/sounds.ts'
import { temporaryFolder } from '#test/temporary-folder.ts'
import type { StudioClient } from './doors.ts'
import { doors, studioIn } from './doors.ts'

const stricter = { ...defaultCheckLimits, peakLookDbfs: -12 }

async function recordOne(client: StudioClient) {
  const { takeId, append } = await beginTake(client, 'iː')
  await append(toneIn(0.3, 0.5, 48_000))
  return (await client.recording.finish({ takeId, droppedFrames: 0 })).take
}

describe.each(doors)('settings through $door', ({ join: enter }) => {
  const open = async (folder = temporaryFolder()) => {
    const studio = await studioIn(folder)
    return { client: await enter(studio), another: await enter(studio) }
  }

  it('are those of a new studio until somebody changes them', async () => {
    const { client } = await open()
    expect(await client.settings.get()).toEqual({
      takeLimits: defaultCheckLimits,
      takeLimitsChangedAt: null,
      keys: {},
    })
  })

  it('hold new takes against the limits that an editor set, and leave the older ones as they were judged', async () => {
    const { client } = await open()
    const before = await recordOne(client)
    const changed = await client.settings.setTakeLimits({ limits: stricter })
    expect(changed).toMatchObject({ takeLimits: stricter, takeLimitsChangedAt: expect.any(String) })
    const after = await recordOne(client)
    expect([before.checked?.limits.peakLookDbfs, after.checked?.limits.peakLookDbfs]).toEqual([-1, -12])
    expect(after.checked?.findings.map(({ code }) => code)).toContain('PEAK_HIGH')
    expect((await client.settings.setTakeLimits({ limits: null })).takeLimitsChangedAt).toBeNull()
    expect((await recordOne(client)).checked?.limits).toEqual(defaultCheckLimits)
  })

  it('refuse limits that cannot be, and change nothing', async () => {
    const { client } = await open()
    const { vowel: _vowel, ...others } = stricter.byClass
    const wrong = [
      { ...stricter, peakLookDbfs: 3 },
      { ...stricter, byClass: others },
      { ...stricter, mine: 1 },
    ]
    for (const limits of wrong) {
      const { error } = await safe(client.settings.setTakeLimits({ limits: limits as typeof stricter }))
      expect(error).toMatchObject({ code: 'BAD_REQUEST' })
    }
    expect((await client.settings.get()).takeLimitsChangedAt).toBeNull()
  })

  it('reach the other window at once: a key that was changed here is obeyed there', async () => {
    const { client, another } = await open()
    const [queryClient, keys, leaving] = [createStudioQueryClient(), createKeyRegistry(), new AbortController()]
    const settings = new QueryObserver(queryClient, createStudioQueries(another).settings.get.queryOptions())
    const stopLooking = settings.subscribe(({ data }) => data && keys.choose(data.keys))
    const connection = { client: another, state: createCell({ kind: 'open' as const }), whenOpen: async () => {} }
    const watching = watchChanges(connection, queryClient, leaving.signal)
    const done: string[] = []
    const run = () => void done.push('recorded')
    keys.register({ id: 'record.toggle', chord: 'Space', label: 'Record', group: 'Sitting', enabled: true, run })
    await expect.poll(() => settings.getCurrentResult().data?.keys).toEqual({})

    await client.settings.setKeys({ keys: { 'record.toggle': 'g' } })
    await expect.poll(() => keys.press('g', { repeat: false, typing: false, onControl: false })).toBe('ran')
    expect(done).toEqual(['recorded'])
    leaving.abort()
    stopLooking()
    await watching
  })
})
