import { createHash } from 'node:crypto'
import { readFileSync, statSync, writeFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { encodeWav24 } from '#shared/node/audio/wav.ts'
import type { NewSource } from '#studio/services/sources.ts'
import { aPhonemeId } from '#test/builders.ts'
import { aLibrary } from './a-library.ts'

const clip: NewSource = {
  phonemeId: aPhonemeId,
  sourceType: 'tts',
  context: 'isolated',
  voiceId: 'some-voice',
  language: 'en-US',
  metadata: {},
  cachedUntil: null,
  takeId: null,
  speakerId: null,
}
const silence = encodeWav24([new Float32Array(22_050)], 22_050)

describe('a file that comes in as a source', () => {
  it.each<[string, Uint8Array, string]>([
    ['does not decode', Buffer.from('<html>no sound</html>'), 'does not decode'],
    ['has no sound in it', silence, 'silent'],
  ])('is refused when it %s, and nothing is kept of it', async (_, bytes, reason) => {
    const { sources, catalog, files } = await aLibrary()
    await expect(sources.add(clip, { bytes, extension: 'wav' })).rejects.toMatchObject({
      code: 'AUDIO_UNREADABLE',
      data: { reason },
    })
    expect([catalog.sources.count(), await files.list()]).toEqual([0, []])
  })

  it('is kept with its own size and hash', async () => {
    const { add, fileOf } = await aLibrary()
    const added = await add()
    expect(added.fileSizeBytes).toBe(statSync(fileOf(added)).size)
    expect(added.sha256).toBe(
      createHash('sha256')
        .update(readFileSync(fileOf(added)))
        .digest('hex'),
    )
  })
})

it.each([
  ['silent', silence],
  ['does not decode', Buffer.from('no sound at all')],
] as const)(
  'a file that is what the catalog says, and yet %s, is found by looking at what it holds',
  async (fault, bytes) => {
    const { add, fileOf, playability, elsewhere, catalog } = await aLibrary()
    const added = await add()
    writeFileSync(fileOf(added), bytes)
    const sha256 = createHash('sha256').update(bytes).digest('hex')
    elsewhere(`UPDATE audio_sources SET sha256 = '${sha256}', file_size = ${bytes.length} WHERE id = '${added.id}'`)
    const told = catalog.sources.get(added.id)
    expect(told && (await playability.examine(told))).toBe(fault)
  },
)
