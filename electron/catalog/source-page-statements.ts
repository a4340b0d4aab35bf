/** Beyond this nobody counts: "more than 10,000" says enough, and 100,000 would take longer than a frame. */
export const mostCounted = 10_001
/** So many ids are gathered and sorted at most. */
export const mostGathered = 10_000

const lastUsed = 'coalesce(record.last_accessed_at, record.generated_at)'
const withRecord = 'CROSS JOIN audio_cache AS record ON record.audio_source = source.id'
const withSource = 'CROSS JOIN audio_sources AS source ON source.id = record.audio_source'

/** What lets a source through alone: where its ids are found without looking at any other. */
const narrowing = {
  phonemeId: { id: 'source.id', from: 'audio_sources AS source WHERE source.phoneme_id = @phonemeId' },
  categoryId: {
    id: 'source.id',
    from: `phonemes AS phoneme CROSS JOIN audio_sources AS source ON source.phoneme_id = phoneme.id
      WHERE phoneme.category_id = @categoryId`,
  },
  speakerId: { id: 'source.id', from: 'audio_sources AS source WHERE source.speaker_id = @speakerId' },
  voiceId: { id: 'source.id', from: 'audio_sources AS source WHERE source.voice_id = @voiceId' },
  language: { id: 'source.id', from: 'audio_sources AS source WHERE source.language = @language' },
  made: {
    id: 'source.id',
    from: 'audio_sources AS source WHERE source.created_at >= @madeFrom AND source.created_at <= @madeTo',
  },
  sourceType: { id: 'source.id', from: 'audio_sources AS source WHERE source.source_type = @sourceType' },
  text: {
    id: 'source.id',
    from: `audio_sources AS source WHERE source.phoneme_id IN (SELECT value FROM json_each(@textPhonemes))
      OR source.voice_id IN (SELECT value FROM json_each(@textVoices))`,
  },
  expired: { id: 'source.id', from: 'audio_sources AS source WHERE source.expires_at <= @now' },
  expiring: {
    id: 'source.id',
    from: 'audio_sources AS source WHERE source.expires_at > @now AND source.expires_at <= @soon',
  },
  unused: { id: 'record.audio_source', from: `audio_cache AS record WHERE ${lastUsed} < @unusedSince` },
  rejected: { id: 'source.id', from: 'audio_sources AS source WHERE source.rejected_at IS NOT NULL' },
  preferred: {
    id: 'phoneme.preferred_audio_source',
    from: 'phonemes AS phoneme WHERE phoneme.preferred_audio_source IS NOT NULL',
  },
  faulty: { id: 'found.audio_source', from: 'file_checks AS found WHERE found.fault IS NOT NULL' },
}
export type Narrowing = keyof typeof narrowing
export const narrowings = Object.keys(narrowing) as Narrowing[]

/**
 * Every filter at once; NULL where it is not asked for, and for times the first and the last there could be. What the index
 * of the newest names is looked at first. The plus keeps SQLite from leaving an order's index for that of the times.
 */
const matches = /* sql */ `
  (@phonemeId IS NULL OR source.phoneme_id = @phonemeId)
  AND (@categoryId IS NULL OR source.phoneme_id IN (SELECT id FROM phonemes WHERE category_id = @categoryId))
  AND CASE @state
    WHEN 'expired' THEN source.cached_until <= @now
    WHEN 'expiring' THEN source.cached_until > @now AND source.cached_until <= @soon
    WHEN 'preferred' THEN source.id IN (SELECT ${narrowing.preferred.id} FROM ${narrowing.preferred.from})
    WHEN 'faulty' THEN source.id IN (SELECT ${narrowing.faulty.id} FROM ${narrowing.faulty.from})
    WHEN 'rejected' THEN source.rejected_at IS NOT NULL
    WHEN 'unused' THEN ${lastUsed} < @unusedSince
    ELSE TRUE END
  AND +source.created_at >= @madeFrom AND +source.created_at <= @madeTo
  AND (@sourceType IS NULL OR source.source_type = @sourceType)
  AND (@voiceId IS NULL OR source.voice_id = @voiceId)
  AND (@speakerId IS NULL OR source.speaker_id = @speakerId)
  AND (@language IS NULL OR source.language = @language)
  AND (@textPhonemes IS NULL OR source.phoneme_id IN (SELECT value FROM json_each(@textPhonemes))
    OR source.voice_id IN (SELECT value FROM json_each(@textVoices)))`

/** Each order: along which index, and what of it comes after a place. */
const orders = {
  newest: {
    along: `audio_sources AS source ${withRecord}`,
    value: 'source.created_at',
    after: '(source.created_at, source.id) < (@value, @id) AND source.created_at >= @madeFrom',
    by: 'source.created_at DESC, source.id DESC',
  },
  'most played': {
    along: `audio_cache AS record ${withSource}`,
    value: 'record.usage_count',
    after: '(record.usage_count, record.audio_source) < (@value, @id)',
    by: 'record.usage_count DESC, record.audio_source DESC',
  },
  largest: {
    along: `audio_cache AS record ${withSource}`,
    value: 'record.file_size',
    after: '(record.file_size, record.audio_source) < (@value, @id)',
    by: 'record.file_size DESC, record.audio_source DESC',
  },
  'expires soonest': {
    along: `audio_sources AS source ${withRecord}`,
    value: 'source.expires_at',
    after: '(source.expires_at, source.id) > (@value, @id)',
    by: 'source.expires_at, source.id',
  },
}
export type SourceOrder = keyof typeof orders
export const sourceOrders = Object.keys(orders) as SourceOrder[]

function page(from: string, { value, after, by }: (typeof orders)[SourceOrder], filter = matches): string {
  return /* sql */ `
    SELECT source.id, ${value} AS value FROM ${from}
    WHERE ${after} AND ${filter} ORDER BY ${by} LIMIT @limit`
}

function newestOf(filter: string): string {
  return page(orders.newest.along, orders.newest, filter)
}

function ofEach<K extends string, T>(keys: readonly K[], of: (key: K) => T): Record<K, T> {
  return Object.fromEntries(keys.map((key) => [key, of(key)])) as Record<K, T>
}

const gathered = `json_each(@ids) AS gathered CROSS JOIN audio_sources AS source ON source.id = gathered.value ${withRecord}`

/** Places of a page, in their order; each by its name, so that a test can read how SQLite goes about them. */
export const pageStatements = {
  /** Along the order's index, passing over what does not match. */
  walk: ofEach(sourceOrders, (order) => page(orders[order].along, orders[order])),
  /** Of ids that were gathered. */
  sort: ofEach(sourceOrders, (order) => page(gathered, orders[order])),
  /** Where that filter is the only one: along an index that has its newest first. */
  newest: {
    phonemeId: newestOf('source.phoneme_id = @phonemeId'),
    speakerId: newestOf('source.speaker_id = @speakerId'),
    voiceId: newestOf('source.voice_id = @voiceId'),
    language: newestOf('source.language = @language'),
    sourceType: newestOf('source.source_type = @sourceType'),
    rejected: newestOf('source.rejected_at IS NOT NULL'),
    made: newestOf('TRUE'),
  },
  gather: ofEach(narrowings, (name) => {
    const { id, from } = narrowing[name]
    return `SELECT ${id} FROM ${from} LIMIT ${mostGathered}`
  }),
  count: ofEach(
    narrowings,
    (name) => `SELECT count(*) FROM (SELECT 1 FROM ${narrowing[name].from} LIMIT ${mostCounted})`,
  ),
  countGathered: `SELECT count(*) FROM ${gathered} WHERE ${matches}`,
  countWalk: /* sql */ `
    SELECT count(*) FROM (
      SELECT 1 FROM ${orders.newest.along}
      WHERE source.created_at >= @madeFrom AND source.created_at <= @madeTo AND ${matches} LIMIT ${mostCounted})`,
  /** Where every filter is one that the kept totals tell apart. */
  countGroups: /* sql */ `
    SELECT coalesce(sum(sources), 0) FROM source_groups
    WHERE (@sourceType IS NULL OR source_type = @sourceType) AND (@voiceId IS NULL OR voice_id = @voiceId)
      AND (@speakerId IS NULL OR speaker_id = @speakerId) AND (@language IS NULL OR language = @language)`,
} as const
