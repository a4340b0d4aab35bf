import { createRouterClient } from '@orpc/server'
import { v7 } from 'uuid'
import { expect, it } from 'vitest'
import { studioIn } from '#test/contract/doors.ts'
import { endOf } from '#test/support/end-of.ts'
import { temporaryFolder } from '#test/temporary-folder.ts'

it('a fill makes the most played phonemes first', async () => {
  const client = createRouterClient((await studioIn(temporaryFolder())).router, { context: {} })
  const fill = async (voice: string) => {
    const how = { which: 'missing', sourceType: 'tts' } as const
    return (await endOf(await client.generation.fill({ phonemes: ['iː', 'ʃ', 't'], voices: [voice], ...how }))).made
  }
  const [unplayed, once, twice] = await fill('espeak:en-us')
  for (const source of [once, twice, twice]) await client.sources.played({ playId: v7(), sourceId: source?.id ?? '' })
  const made = await fill('espeak:en-gb-x-rp')
  expect(made.map(({ phonemeId }) => phonemeId)).toEqual([twice, once, unplayed].map((source) => source?.phonemeId))
})
