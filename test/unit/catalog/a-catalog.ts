import { join } from 'node:path'
import { v7 } from 'uuid'
import { onTestFinished } from 'vitest'
import type { Phoneme } from '#shared/entities/phoneme.ts'
import type { Catalog } from '#studio/catalog/open-catalog.ts'
import { openCatalog } from '#studio/catalog/open-catalog.ts'
import { aPhonemeId, times } from '#test/builders.ts'

const inventoryId = '018f0000-0000-7000-8000-0000000000aa'
const categoryId = '018f0000-0000-7000-8000-0000000000bb'

export function aPhoneme(fields: Partial<Phoneme>): Phoneme {
  return {
    id: aPhonemeId,
    categoryId,
    ipaSymbol: 'iː',
    aliases: ['i:'],
    vietnameseApprox: 'như i kéo dài',
    exemplars: [{ word: 'sheep', marked: 'sh[ee]p', position: 'medial' }],
    spokenText: 'sheep',
    accents: ['en-US', 'en-GB'],
    espeak: [],
    minimalPairs: [],
    mouthPicture: null,
    preferredAudioSourceId: null,
    position: 0,
    ...fields,
  }
}

export function catalogIn(folder: string, clock: () => Date = () => new Date(times.now)): Catalog {
  return openCatalog({
    file: join(folder, 'catalog.sqlite'),
    backupsFolder: join(folder, 'backups'),
    newId: v7,
    clock,
    workerUrl: new URL('../../../electron/catalog/catalog-worker.ts', import.meta.url),
  })
}

/** A catalog with one or two phonemes, closed when the test ends. */
export function filledCatalog(folder: string, clock?: () => Date): Catalog {
  const catalog = catalogIn(folder, clock)
  onTestFinished(() => catalog.close())
  catalog.write(() => {
    catalog.phonemes.putInventory({ id: inventoryId, name: 'English', language: 'en', version: 1 }, times.earlier)
    catalog.phonemes.putCategory(
      { id: categoryId, name: 'Vowels', nameVi: 'Nguyên âm', categoryType: 'vowel', position: 0 },
      inventoryId,
    )
    catalog.phonemes.putFromInventory(aPhoneme({}), inventoryId, times.earlier)
    const second = aPhoneme({ id: '018f0000-0000-7000-8000-000000000002', ipaSymbol: 'ɪ', aliases: [], position: 1 })
    catalog.phonemes.putFromInventory(second, inventoryId, times.earlier)
  })
  return catalog
}

export const inventory = { inventoryId, categoryId }
