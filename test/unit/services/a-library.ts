import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { v7 } from 'uuid'
import type { AudioSource } from '#shared/entities/audio-source.ts'
import { encodeWav24 } from '#shared/node/audio/wav.ts'
import { createPhonemes } from '#studio/services/phonemes.ts'
import { createPlayability } from '#studio/services/playability.ts'
import { createPlays } from '#studio/services/plays.ts'
import { createResolver } from '#studio/services/resolver.ts'
import type { NewSource } from '#studio/services/sources.ts'
import { createSources } from '#studio/services/sources.ts'
import { createAudioFiles } from '#studio/storage/audio-files.ts'
import { openDataFolder } from '#studio/storage/open-data-folder.ts'
import { aPhonemeId, aSpeaker, times } from '#test/builders.ts'
import { toneIn } from '#test/sounds.ts'
import { temporaryFolder } from '#test/temporary-folder.ts'
import { filledCatalog } from '../catalog/a-catalog.ts'

export const otherPhonemeId = '018f0000-0000-7000-8000-000000000002'

const changeCatalog = fileURLToPath(new URL('programs/change-catalog.ts', import.meta.url))

/** A catalog with real files and the services over them; `pass` moves its clock on. */
export async function aLibrary() {
  const root = temporaryFolder()
  const folder = await openDataFolder(root)
  let now = Date.parse(times.now)
  const clock = () => new Date(now)
  const catalog = filledCatalog(root, clock)
  const files = createAudioFiles(folder)
  const playability = createPlayability({ catalog, files })
  const resolver = createResolver({ catalog, files, playability, clock })
  const phonemes = createPhonemes({ catalog, resolver, makeFresh: () => {} })
  const sources = createSources({ catalog, files, playability, newId: v7, clock, person: 'editor' })
  const plays = createPlays({ catalog, clock })
  const phoneme = phonemes.find(aPhonemeId)

  /** TTS without expiry, of the first phoneme, unless said otherwise; a second of the clock after the one before. */
  async function add(fields: Partial<NewSource> = {}, samples = toneIn(0.02, 0.1, 22_050)): Promise<AudioSource> {
    now += 1000
    const source: NewSource = {
      phonemeId: aPhonemeId,
      sourceType: 'tts',
      context: 'isolated',
      voiceId: `voice-${now}`,
      language: 'en-US',
      metadata: {},
      cachedUntil: null,
      takeId: null,
      speakerId: null,
      ...fields,
    }
    return sources.add(source, { bytes: encodeWav24([samples], 22_050), extension: 'wav' })
  }

  async function addNative() {
    const speaker = aSpeaker({})
    catalog.write(() => catalog.speakers.insert(speaker))
    const source = await add({ sourceType: 'native', voiceId: speaker.code, speakerId: speaker.id })
    return { speaker, source }
  }

  return {
    root,
    folder,
    catalog,
    files,
    playability,
    resolver,
    phonemes,
    sources,
    plays,
    phoneme,
    clock,
    add,
    addNative,
    fileOf: ({ path }: AudioSource) => folder.file(path ?? ''),
    answer: async (id = aPhonemeId) => (await resolver.resolve(id)).source?.id,
    /** In milliseconds. */
    pass: (ms: number) => {
      now += ms
    },
    /** SQL that another process runs on the catalog. */
    elsewhere: (sql: string) => execFileSync(process.execPath, [changeCatalog, join(root, 'catalog.sqlite'), sql]),
  }
}
