import { createHash, randomFillSync } from 'node:crypto'
import { mkdirSync, statSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { v7 as newId } from 'uuid'
import { datedPath } from '#studio/storage/dated-path.ts'
import { openCatalog } from '#studio/catalog/open-catalog.ts'
import { studioParts } from '#studio/hosts/common/studio-parts.ts'
import { openDataFolder } from '#studio/storage/open-data-folder.ts'
import { openStudio } from '#studio/studio.ts'
import { wavHeader } from '#shared/node/audio/wav-header.ts'

const sampleRateHz = 48_000
const rowsAtOnce = 500

/** A data folder with so many TTS sources, each with a sound of its own, as if each had been made here. */
export async function fillStudio(
  folder: string,
  { sources, bytesEach }: { sources: number; bytesEach: number },
): Promise<void> {
  const { workers, resourcesFolder } = studioParts()
  await (await openStudio({ folder, workers, resourcesFolder, network: { offline: true } })).close()
  const dataFolder = await openDataFolder(folder)
  const catalog = openCatalog({
    file: dataFolder.file('catalog.sqlite'),
    backupsFolder: dataFolder.file('backups'),
    newId,
    clock: () => new Date(),
    workerUrl: workers('catalog-worker'),
  })
  const frameCount = Math.floor((bytesEach - 44) / 3)
  const header = wavHeader({ sampleRateHz, channelCount: 1 }, frameCount)
  const samples = Buffer.alloc(frameCount * 3)
  const phonemes = catalog.phonemes.all()
  const at = new Date()
  for (let start = 0; start < sources; start += rowsAtOnce) {
    catalog.write(() => {
      for (let index = start; index < Math.min(sources, start + rowsAtOnce); index += 1) {
        const id = newId()
        const path = datedPath('phonemes/audio', at, `${id}.wav`)
        const file = dataFolder.file(path)
        mkdirSync(dirname(file), { recursive: true })
        const bytes = Buffer.concat([header, randomFillSync(samples)])
        writeFileSync(file, bytes)
        const time = at.toISOString()
        catalog.sources.insert({
          id,
          phonemeId: phonemes[index % phonemes.length]?.id ?? '',
          sourceType: 'tts',
          context: 'isolated',
          voiceId: `bench-${Math.floor(index / phonemes.length)}`,
          language: 'en-US',
          path,
          sha256: createHash('sha256').update(bytes).digest('hex'),
          fileSizeBytes: bytes.length,
          audioDurationSeconds: frameCount / sampleRateHz,
          metadata: { tts_engine: 'bench', tts_rate: '-30%' },
          cachedUntil: null,
          takeId: null,
          speakerId: null,
          rejectedAt: null,
          createdAt: time,
          updatedAt: time,
        })
        catalog.sources.putFileCheck(id, { modifiedMs: Math.trunc(statSync(file).mtimeMs), fault: null })
      }
    })
  }
  catalog.close()
}
