import { mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Sqlite from 'better-sqlite3'
import { v7 as newId } from 'uuid'
import type { SourcePageAsked } from '#shared/contract/sources.ts'
import { sourceSorts, sourceStates } from '#shared/contract/sources.ts'
import { figureStatements } from '#studio/catalog/figures.ts'
import { openCatalog } from '#studio/catalog/open-catalog.ts'
import { studioParts } from '#studio/hosts/common/studio-parts.ts'
import { createAnalytics } from '#studio/services/analytics.ts'
import { createPhonemes } from '#studio/services/phonemes.ts'
import { createPlayability } from '#studio/services/playability.ts'
import { createPlays } from '#studio/services/plays.ts'
import { createResolver } from '#studio/services/resolver.ts'
import { createSourcePages } from '#studio/services/source-pages.ts'
import { createAudioFiles } from '#studio/storage/audio-files.ts'
import { openDataFolder } from '#studio/storage/open-data-folder.ts'
import type { Filling } from './support/fill-catalog.ts'
import { fillCatalog } from './support/fill-catalog.ts'
import { compare, figureOf, microseconds, sideBySide } from './support/measure.ts'

const inMs = (microseconds: number[]) => microseconds.map((value) => value / 1000)

const root = mkdtempSync(join(tmpdir(), 'phoneme-bench-'))
try {
  const few = await measure({ phonemes: 44, sourcesOfEach: 12 })
  const many = await measure({ phonemes: 5000, sourcesOfEach: 20 })
  process.stdout.write(`${JSON.stringify({ bench: 'resolve', few, many }, null, 2)}\n`)
} finally {
  rmSync(root, { recursive: true, force: true })
}

async function measure(filling: Filling) {
  const folder = await openDataFolder(join(root, String(filling.phonemes)))
  const file = folder.file('catalog.sqlite')
  const clock = () => new Date()
  const workerUrl = studioParts().workers('catalog-worker')
  const place = { file, backupsFolder: folder.file('backups'), newId, clock, workerUrl }
  openCatalog(place).close()
  fillCatalog(file, folder.file, filling)
  const catalog = openCatalog(place)
  const bare = new Sqlite(file)
  bare.pragma('synchronous = FULL')
  const files = createAudioFiles(folder)
  const playability = createPlayability({ catalog, files })
  const resolver = createResolver({ catalog, files, playability, clock })
  const phonemes = createPhonemes({ catalog, resolver, makeFresh: () => {} })
  const analytics = createAnalytics({ catalog, resolve: (id) => resolver.resolve(id), clock })
  const plays = createPlays({ catalog, clock })
  const sourcePages = createSourcePages({ catalog, playability, search: (text) => phonemes.search(text), clock })
  const ids = phonemes.every().map(({ id }) => id)
  const idAt = (run: number) => ids[(run * 31) % ids.length] ?? ''

  const hit = await memoHit()
  const cold = await coldResolve()
  const play = await countedPlay()
  const figures = await questions()
  const pagesOf100 = await pages()
  const lists = await phonemeLists()
  bare.close()
  catalog.close()
  return { ...filling, hit, cold, play, figures, pagesOf100, lists }

  async function memoHit() {
    const paths = new Map<string, string>()
    for (const id of ids) {
      const { source } = await resolver.resolve(id)
      if (source?.path) paths.set(id, folder.file(source.path))
    }
    const dataVersion = bare.prepare('PRAGMA data_version').pluck()
    const found = await sideBySide(
      5000,
      (run) => resolver.resolve(idAt(run)),
      (run) => {
        dataVersion.get()
        statSync(paths.get(idAt(run)) ?? '')
      },
    )
    return compare('µs', found.own, { what: 'PRAGMA data_version and one statSync', values: found.floor })
  }

  async function coldResolve() {
    const phoneme = bare.prepare('SELECT * FROM phonemes WHERE id = ?')
    const ofPhoneme = bare.prepare('SELECT * FROM audio_sources WHERE phoneme_id = ? ORDER BY created_at DESC, id DESC')
    const check = bare.prepare('SELECT modified_ms, fault FROM file_checks WHERE audio_source = ?')
    const found = await sideBySide(
      2000,
      (run) => resolver.resolve(idAt(run), { forceRefresh: true }),
      (run) => {
        phoneme.get(idAt(run))
        for (const { id } of ofPhoneme.all(idAt(run)) as { id: string }[]) check.get(id)
      },
    )
    return compare('µs', found.own, { what: 'the bare statements that it must run', values: found.floor })
  }

  /** The bare commit goes into a catalog of its own: another's commit would make each play read its pages again. */
  async function countedPlay() {
    const sourceIds = bare.prepare<[], string>('SELECT id FROM audio_sources').pluck().all()
    const sourceAt = (run: number) => sourceIds[(run * 7919) % sourceIds.length] ?? ''
    const alone = new Sqlite(folder.file('alone.sqlite'))
    alone.pragma('journal_mode = WAL')
    alone.pragma('synchronous = FULL')
    alone.exec(
      'CREATE TABLE plays (id TEXT PRIMARY KEY, audio_source TEXT, device_id TEXT, played_at TEXT) WITHOUT ROWID',
    )
    const commit = alone.prepare('INSERT INTO plays VALUES (?, ?, ?, ?)')
    const found = await sideBySide(
      1000,
      (run) => plays.count(newId(), sourceAt(run)),
      (run) => commit.run(newId(), sourceAt(run), catalog.deviceId, clock().toISOString()),
    )
    alone.close()
    return compare('µs', found.own, { what: 'one bare durable commit', values: found.floor })
  }

  async function questions() {
    const days = (count: number) => new Date(Date.now() + count * 86_400_000).toISOString()
    const asked = {
      top10: { own: () => analytics.mostPlayed(10), sql: figureStatements.mostPlayed, given: [10] },
      unused10000: {
        own: () => catalog.figures.unplayedSince(days(-30), 10_000),
        sql: figureStatements.unplayedSince,
        given: [days(-30), 10_000],
      },
      unused1000: {
        own: () => analytics.unused(30, 1000),
        sql: figureStatements.unplayedSince,
        given: [days(-30), 1000],
      },
      expiring1000: {
        own: () => analytics.expiring(7, 1000),
        sql: figureStatements.expiringBy,
        given: [days(7), 1000],
      },
      totals: { own: () => analytics.totals(), sql: figureStatements.groups, given: [] },
      overview: { own: () => analytics.overview(), sql: figureStatements.coverage, given: [] },
    }
    const figures: Record<string, object> = {}
    for (const [name, { own, sql, given }] of Object.entries(asked)) {
      const statement = bare.prepare(sql)
      const found = await sideBySide(30, own, () => statement.all(...given))
      figures[name] = compare('ms', inMs(found.own), { what: 'the bare statement', values: inMs(found.floor) })
    }
    return figures
  }

  async function pages() {
    const [speaker] = catalog.speakers.all()
    const [category] = catalog.phonemes.categories()
    const filters = {
      none: {},
      voice: { voiceId: 'voice-3' },
      speaker: { speakerId: speaker?.id },
      language: { language: 'en-GB' },
      type: { sourceType: 'native' },
      phoneme: { phonemeId: ids[7] },
      category: { categoryId: category?.id },
      text: { text: phonemes.every()[7]?.ipaSymbol },
      'text of many': { text: 'sheep' },
      ...Object.fromEntries(sourceStates.map((state) => [state, { state }])),
      'tts, expired, of a category': { sourceType: 'tts', state: 'expired', categoryId: category?.id },
    } as Record<string, Partial<SourcePageAsked>>
    const figures: Record<string, Record<string, object>> = {}
    for (const [name, filter] of Object.entries(filters)) {
      figures[name] = {}
      for (const sort of sourceSorts) {
        const asked = { ...filter, sort, limit: 100 }
        const found = await microseconds(10, () => sourcePages.page(asked))
        figures[name][sort] = { unit: 'ms', ...figureOf(inMs(found)) }
      }
    }
    return figures
  }

  async function phonemeLists() {
    const timed = async (runs: number, before: () => void) => {
      const values: number[] = []
      for (let run = 0; run < runs; run += 1) {
        before()
        const start = performance.now()
        await phonemes.list()
        values.push(performance.now() - start)
      }
      return { unit: 'ms', ...figureOf(values) }
    }
    return { cold: await timed(5, () => resolver.clear()), warm: await timed(10, () => {}) }
  }
}
