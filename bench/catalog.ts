import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Sqlite from 'better-sqlite3'
import { v7 as newId } from 'uuid'
import { toneIn } from '#test/sounds.ts'
import { encodeWav24 } from '#shared/node/audio/wav.ts'
import { openCatalog } from '#studio/catalog/open-catalog.ts'
import { studioParts } from '#studio/hosts/common/studio-parts.ts'
import { createPhonemes } from '#studio/services/phonemes.ts'
import { createPlayability } from '#studio/services/playability.ts'
import { createResolver } from '#studio/services/resolver.ts'
import { createSources } from '#studio/services/sources.ts'
import { createAudioFiles } from '#studio/storage/audio-files.ts'
import { openDataFolder } from '#studio/storage/open-data-folder.ts'
import { openStudio } from '#studio/studio.ts'
import { compare, sideBySide } from './support/measure.ts'

const runs = 2000
const sourcesOfEach = 12

const root = mkdtempSync(join(tmpdir(), 'phoneme-bench-'))
try {
  process.stdout.write(`${JSON.stringify(await measureCatalog(), null, 2)}\n`)
} finally {
  rmSync(root, { recursive: true, force: true })
}

async function measureCatalog() {
  const { workers, resourcesFolder } = studioParts()
  // A first start lays down the inventory.
  await (await openStudio({ folder: root, workers, resourcesFolder })).close()
  const dataFolder = await openDataFolder(root)
  const file = dataFolder.file('catalog.sqlite')
  const clock = () => new Date()
  const catalog = openCatalog({
    file,
    backupsFolder: dataFolder.file('backups'),
    newId,
    clock,
    workerUrl: workers('catalog-worker'),
  })
  const files = createAudioFiles(dataFolder)
  const playability = createPlayability({ catalog, files })
  const phonemes = createPhonemes({
    catalog,
    resolver: createResolver({ catalog, files, playability, clock }),
    makeFresh: () => {},
  })
  const sources = createSources({ catalog, files, playability, newId, clock, person: 'bench' })
  const bytes = encodeWav24([toneIn(0.05, 0.3, 22_050)], 22_050)
  const every = phonemes.every()
  for (const { id } of every)
    for (let voice = 0; voice < sourcesOfEach; voice += 1)
      await sources.add(
        {
          phonemeId: id,
          sourceType: 'tts',
          context: 'isolated',
          voiceId: `bench-${voice}`,
          language: 'en-US',
          metadata: {},
          cachedUntil: null,
          takeId: null,
          speakerId: null,
        },
        { bytes, extension: 'wav' },
      )

  const bare = new Sqlite(file)
  bare.pragma('journal_mode = WAL')
  bare.pragma('synchronous = FULL')
  const statements = [
    bare.prepare('SELECT * FROM phonemes WHERE id = ?'),
    bare.prepare('SELECT * FROM audio_sources WHERE phoneme_id = ? ORDER BY created_at DESC, id DESC'),
  ]
  const checks = bare.prepare('SELECT modified_ms, fault FROM file_checks WHERE audio_source = ?')
  const phonemeAt = (run: number) => every[run % every.length] ?? every[0]!
  const resolving = await sideBySide(
    runs,
    (run) => phonemes.resolve(phonemeAt(run), { forceRefresh: true }),
    (run) => {
      const { id } = phonemeAt(run)
      const [, found] = statements.map((statement) => statement.all(id)) as [unknown, { id: string }[]]
      for (const source of found) checks.get(source.id)
    },
  )

  const aRow = catalog.sources.all()[0]
  if (aRow === undefined) throw new Error('nothing was made to measure')
  // Into a copy: another connection's commit would make each insert read its pages again.
  bare.exec(`VACUUM INTO '${dataFolder.file('copy.sqlite')}'`)
  const copy = new Sqlite(dataFolder.file('copy.sqlite'))
  copy.pragma('journal_mode = WAL')
  copy.pragma('synchronous = FULL')
  const insertBare = copy.prepare(
    "INSERT INTO audio_sources (id, phoneme_id, source_type, voice_id, created_at, updated_at) VALUES (?, ?, 'tts', 'bare', ?, ?)",
  )
  const inserting = await sideBySide(
    runs,
    () =>
      catalog.write(() =>
        catalog.sources.insert({ ...aRow, id: newId(), path: null, sha256: null, fileSizeBytes: null }),
      ),
    () => insertBare.run(newId(), aRow.phonemeId, aRow.createdAt, aRow.createdAt),
  )
  copy.close()
  const rows = catalog.sources.count()
  bare.close()
  catalog.close()
  return {
    bench: 'catalog',
    phonemes: every.length,
    sourcesOfEach,
    sourcesAtTheEnd: rows,
    resolve: compare('µs', resolving.own, { what: 'the bare statements that it must run', values: resolving.floor }),
    insert: compare('µs', inserting.own, { what: 'one bare durable insert', values: inserting.floor }),
  }
}
