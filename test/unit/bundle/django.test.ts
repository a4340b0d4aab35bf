import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import * as fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { BackendExport } from '#shared/node/bundle/django/fixture.ts'
import { backendExport, backendText } from '#shared/node/bundle/django/fixture.ts'
import { readMapping } from '#shared/node/bundle/django/mapping.ts'
import { aBundleDocument, aPlan, english, plans } from '#test/support/bundle-document.ts'
import type { ThrowAwayPostgres } from '#test/support/postgres.ts'
import { startPostgres } from '#test/support/postgres.ts'
import { peerIsHere } from '../../../tools/test/peers.ts'

const project = fileURLToPath(new URL('../../peers/django', import.meta.url))
const databases = { SQLite: ['Django'], PostgreSQL: ['Django', 'PostgreSQL'] }
const cases = Object.entries(databases).map(([name, needed]) => {
  const missing = needed.filter((peer) => !peerIsHere(peer))
  return {
    name,
    isHere: missing.length === 0,
    note: missing.length === 0 ? '' : ` (skipped: no ${missing.join(', no ')})`,
  }
})

interface State {
  PhonemeCategory: Record<string, unknown>[]
  Phoneme: Record<string, unknown>[]
  AudioSource: Record<string, unknown>[]
  AudioCache: Record<string, unknown>[]
}
interface Report {
  vendor: string
  first: State
  second: State
  files: { name: string; sha256: string }[]
  newestNatives: Record<string, string | null>
}

/** Rows that the backend had before. */
const own = [
  { model: 'curriculum.phonemecategory', pk: 3, fields: { name: 'High', name_vi: 'Cao', category_type: 'vowel' } },
  {
    model: 'curriculum.phoneme',
    pk: 7,
    fields: { category: 3, ipa_symbol: 'iː', vietnamese_approx: 'i của họ', preferred_audio_source: null },
  },
]
const mapping = readMapping('kind,id_or_name,pk\r\ncategory,Front vowels,3\r\nphoneme,iː,7\r\n', 'map.csv', english)

function generatedDocument() {
  const ofOthers = fc
    .sample(plans, { numRuns: 30, seed: 7 })
    .map((plan, at) => plan.map((one) => ({ ...one, phoneme: one.phoneme + 4 + at, preferred: one.type === 'native' })))
  const document = aBundleDocument([...aPlan, ...ofOthers.flat()])
  const bytesOf = (id: string) => Buffer.from(`the sound of ${id}`)
  for (const source of document.sources) source.sha256 = createHash('sha256').update(bytesOf(source.id)).digest('hex')
  return { document, bytesOf }
}

describe("the course's backend takes in a bundle", () => {
  const { document, bytesOf } = generatedDocument()
  const exported = backendExport(document, mapping)
  let folder: string
  let postgres: ThrowAwayPostgres | undefined

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'phoneme-studio-django-'))
    writeExport(folder, exported)
    writeFileSync(join(folder, 'own.json'), JSON.stringify(own))
    for (const { path, id } of document.sources) {
      mkdirSync(dirname(join(folder, 'media', path)), { recursive: true })
      writeFileSync(join(folder, 'media', path), bytesOf(id))
    }
    if (cases.every(({ isHere }) => isHere)) postgres = await startPostgres()
  })
  afterAll(async () => {
    await postgres?.stop()
    rmSync(folder, { recursive: true, force: true })
  })

  function settingsOf(name: string): object {
    if (name === 'SQLite') return { ENGINE: 'django.db.backends.sqlite3', NAME: join(folder, 'backend.sqlite3') }
    const { host, port, user, database } = postgres ?? {}
    const engine = 'django.db.backends.postgresql'
    return { ENGINE: engine, HOST: host, PORT: String(port), USER: user, NAME: database }
  }

  for (const { name, isHere, note } of cases) {
    it.skipIf(!isHere)(`on ${name}${note}`, async () => {
      const report = await takenIn(folder, settingsOf(name))
      expect(report.vendor).toBe(name.toLowerCase())

      const forBackend = document.sources.filter(
        ({ rejectedAt, context }) => rejectedAt === null && context === 'isolated',
      )
      expect(byName(report.files)).toEqual(byName(forBackend.map(({ path, sha256 }) => ({ name: path, sha256 }))))
      const paths = new Map(forBackend.map(({ id, path, sourceType }) => [id, sourceType === 'native' ? path : null]))
      const preferred = document.phonemes.flatMap(({ ipaSymbol, preferredAudioSourceId }) => {
        const path = paths.get(preferredAudioSourceId ?? '') ?? null
        return path === null ? [] : [[ipaSymbol, path]]
      })
      expect(preferred.length).toBeGreaterThan(2)
      expect(report.newestNatives).toMatchObject(Object.fromEntries(preferred))

      const { first, second } = report
      expect({ ...second, AudioCache: [] }).toEqual({ ...first, AudioCache: [] })
      const [lost, ...counted] = first.AudioCache
      const counts = counted.map((record) => ({ ...record, usage_count: Number(record['usage_count']) + 5 }))
      expect(second.AudioCache).toEqual([lost, ...counts])
      expect(first.AudioCache).toHaveLength(exported.audioCache.length)

      expect(first.PhonemeCategory[0]).toEqual({ id: 3, ...own[0]?.fields })
      expect(first.Phoneme[0]).toEqual({
        id: 7,
        category_id: 3,
        ipa_symbol: 'iː',
        vietnamese_approx: 'i của họ',
        preferred_audio_source_id: exported.preferred[0]?.preferred_audio_source,
      })
      expect(first.Phoneme).toHaveLength(document.phonemes.length)
    })
  }
})

function writeExport(folder: string, { fixture, preferred, audioCache }: BackendExport): void {
  for (const [name, rows] of Object.entries({ fixture, preferred, audiocache: audioCache })) {
    writeFileSync(join(folder, `${name}.json`), [...backendText(rows)].join(''))
  }
}

async function takenIn(folder: string, database: object): Promise<Report> {
  const env = {
    ...process.env,
    PEER_DATABASE: JSON.stringify(database),
    PEER_MEDIA_ROOT: join(folder, 'media'),
    PYTHONDONTWRITEBYTECODE: '1',
  }
  const check = [join(project, 'check_bundle.py'), join(folder, 'own.json'), folder]
  const { stdout } = await promisify(execFile)('/usr/bin/python3', check, { env, maxBuffer: 64 * 1_048_576 })
  return JSON.parse(stdout) as Report
}

function byName<File extends { name: string }>(files: readonly File[]): File[] {
  return files.toSorted((a, b) => (a.name < b.name ? -1 : 1))
}

it('the command that the operator is told to copy is the one that is tested, and fits on a page', () => {
  const page = readFileSync(new URL('../../../docs/formats/django.md', import.meta.url), 'utf8')
  const command = readFileSync(join(project, 'curriculum/management/commands/apply_bundle.py'), 'utf8')
  expect(page).toContain(`\`\`\`python\n${command}\`\`\``)
  expect(command.trimEnd().split('\n').length).toBeLessThanOrEqual(20)
})
