import { createHash } from 'node:crypto'
import { linkSync, mkdirSync, statSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import Sqlite from 'better-sqlite3'
import { v7 } from 'uuid'
import { encodeWav24 } from '#shared/node/audio/wav.ts'
import { toneIn } from '#test/sounds.ts'

export interface Filling {
  phonemes: number
  sourcesOfEach: number
}

const dayMs = 86_400_000
const files = 10
const categories = 20
const voices = 25
const speakers = 40
const inventoryId = v7()

/**
 * A catalog as it is after some four hundred days: natives of a few speakers, TTS of many voices, a third of it expired,
 * played the more often the rarer. Its sources share a few real files by hard links.
 */
export function fillCatalog(file: string, place: (path: string) => string, { phonemes, sourcesOfEach }: Filling): void {
  const db = new Sqlite(file)
  const clips = Array.from({ length: files }, (_, at) => realFile(place(`phonemes/audio/clip-${at}.wav`), at))
  db.pragma('synchronous = OFF')
  db.transaction(() => {
    const phonemeIds = putPhonemes(db, phonemes)
    const speakerIds = putSpeakers(db)
    const put = sourceWriter(db)
    const count = phonemes * sourcesOfEach
    for (let at = 0; at < count; at += 1) {
      const [phoneme, round] = [at % phonemes, Math.floor(at / phonemes)]
      const native = (phoneme + round) % 10 === 0
      // A speaker has one native of a phoneme.
      const speaker = (phoneme * 3 + round) % speakers
      // The newest last, as they come.
      const made = Date.now() - ((count - at) / count) * 400 * dayMs
      put({
        clip: clips[at % files] as RealFile,
        link: (path) => {
          mkdirSync(dirname(place(path)), { recursive: true })
          linkSync((clips[at % files] as RealFile).file, place(path))
        },
        phonemeId: phonemeIds[phoneme] as string,
        type: native ? 'native' : at % 3 === 0 ? 'generated' : 'tts',
        voice: native ? `speaker-${speaker}` : `voice-${(at * 7 + round) % voices}`,
        speaker: native ? (speakerIds[speaker] as string) : null,
        language: at % 4 === 0 ? 'en-GB' : 'en-US',
        until: native || at % 5 === 0 ? null : iso(made + 270 * dayMs),
        made: iso(made),
        plays: Math.floor(2000 / (1 + ((at * 7919) % 4000))),
        played: at % 2 === 0 ? iso(made + ((at * 31) % 60) * dayMs) : null,
      })
    }
    const prefer = db.prepare(`
      UPDATE phonemes SET preferred_audio_source = (SELECT id FROM audio_sources WHERE phoneme_id = phonemes.id LIMIT 1)
      WHERE id = ?`)
    for (const id of phonemeIds.filter((_, at) => at % 5 === 0)) prefer.run(id)
  })()
  db.pragma('wal_checkpoint(TRUNCATE)')
  db.close()
}

const iso = (ms: number) => new Date(ms).toISOString()

interface RealFile {
  file: string
  sha256: string
  sizeBytes: number
  modifiedMs: number
}

function realFile(file: string, at: number): RealFile {
  mkdirSync(dirname(file), { recursive: true })
  const bytes = encodeWav24([toneIn(0.05, 0.2 + at / 100, 22_050)], 22_050)
  writeFileSync(file, bytes)
  const sha256 = createHash('sha256').update(bytes).digest('hex')
  return { file, sha256, sizeBytes: bytes.length, modifiedMs: Math.trunc(statSync(file).mtimeMs) }
}

function putPhonemes(db: Sqlite.Database, count: number): string[] {
  const at = iso(0)
  db.prepare("INSERT INTO inventories VALUES (?, 'Bench', 'en', 1, ?)").run(inventoryId, at)
  const category = db.prepare("INSERT INTO phoneme_categories VALUES (?, ?, ?, ?, 'vowel', ?)")
  const categoryIds = Array.from({ length: categories }, (_, position) => {
    const id = v7()
    category.run(id, inventoryId, `Category ${position}`, `Nhóm ${position}`, position)
    return id
  })
  const phoneme = db.prepare(`
    INSERT INTO phonemes (id, inventory_id, category_id, ipa_symbol, aliases, vietnamese_approx, exemplars, spoken_text,
      accents, mouth_picture, position, created_at, updated_at)
    VALUES (?, ?, ?, ?, ?, 'như i kéo dài, môi căng', ?, 'sheep', '["en-US","en-GB"]', ?, ?, ?, ?)`)
  const exemplars = JSON.stringify(
    ['sheep', 'tree', 'eat'].map((word) => ({ word, marked: `[${word}]`, position: 'medial' })),
  )
  const picture = JSON.stringify({
    svg: `<svg xmlns="http://www.w3.org/2000/svg">${'<path d="M0 0"/>'.repeat(150)}</svg>`,
    alt: 'a mouth',
  })
  return Array.from({ length: count }, (_, position) => {
    const id = v7()
    const aliases = JSON.stringify([`s${position}`])
    phoneme.run(
      id,
      inventoryId,
      categoryIds[position % categories],
      `ʃ${position}`,
      aliases,
      exemplars,
      picture,
      position,
      at,
      at,
    )
    return id
  })
}

function putSpeakers(db: Sqlite.Database): string[] {
  const speaker = db.prepare(`
    INSERT INTO speakers (id, code, display_name, consent_text, consent_licence, consent_given_at, created_at, updated_at)
    VALUES (?, ?, ?, 'recording-consent@2', 'CC0-1.0', ?, ?, ?)`)
  const at = iso(0)
  return Array.from({ length: speakers }, (_, index) => {
    const id = v7()
    speaker.run(id, `speaker-${index}`, `Speaker ${index}`, at, at, at)
    return id
  })
}

interface Made {
  clip: RealFile
  link: (path: string) => void
  phonemeId: string
  type: string
  voice: string
  speaker: string | null
  language: string
  until: string | null
  made: string
  plays: number
  played: string | null
}

function sourceWriter(db: Sqlite.Database): (made: Made) => void {
  const source = db.prepare(`
    INSERT INTO audio_sources (id, phoneme_id, source_type, voice_id, language, audio_file, sha256, file_size,
      audio_duration, metadata, cached_until, speaker_id, created_at, updated_at)
    VALUES (@id, @phonemeId, @type, @voice, @language, @path, @sha256, @sizeBytes, 0.3,
      '{"tts_rate":"-30%","tts_engine":"espeak-ng","quality":"high"}', @until, @speaker, @made, @made)`)
  const record = db.prepare(`
    INSERT INTO audio_cache (audio_source, file_size, generated_at, last_accessed_at, usage_count)
    VALUES (@id, @sizeBytes, @made, @played, @plays)`)
  const check = db.prepare('INSERT INTO file_checks (audio_source, modified_ms) VALUES (@id, @modifiedMs)')
  return ({ clip, link, ...row }) => {
    const id = v7({ msecs: Date.parse(row.made) })
    const { sha256, sizeBytes, modifiedMs } = clip
    const path = `phonemes/audio/${row.made.slice(0, 10).replaceAll('-', '/')}/${id}.wav`
    link(path)
    const plays = row.played === null ? 0 : row.plays
    source.run({ ...row, id, path, sha256, sizeBytes })
    record.run({ ...row, id, sizeBytes, plays })
    check.run({ id, modifiedMs })
  }
}
