import type { SourceView } from '#shared/contract/studio.ts'
import { dayMs } from '#shared/entities/audio-source.ts'

/** What a machine clip speaks: the phoneme itself, or a word that has it. */
export type Says = { kind: 'phoneme' } | { kind: 'word'; word: string }

export type Expiry = { kind: 'never' } | { kind: 'in' | 'ago'; days: number }

export interface ClipFacts {
  /** null: nobody noted it, or a person speaks. */
  says: Says | null
  /** `espeak-ng 1.52`. */
  engine: string | null
  /** `−30%`, with a true minus. */
  rate: string | null
  expiry: Expiry
  /** Whole days since its file was written. */
  ageDays: number
  plays: number
  sizeBytes: number | null
}

/** What is known of a clip beyond its sound, from its metadata and its cache record. */
export function clipFacts(
  { source, cacheRecord }: Pick<SourceView, 'source' | 'cacheRecord'>,
  nowMs: number,
): ClipFacts {
  const note = (key: string) => {
    const value = source.metadata[key]
    return typeof value === 'string' && value !== '' ? value : null
  }
  const word = note('text')
  const engine = [note('tts_engine'), note('engine_version')].filter((part) => part !== null).join(' ')
  const said: Says | null = word === null ? null : { kind: 'word', word }
  return {
    says: note('mnemonic') === null ? said : { kind: 'phoneme' },
    engine: engine === '' ? null : engine,
    rate: note('tts_rate')?.replace('-', '−') ?? null,
    expiry: expiryOf(source, nowMs),
    ageDays: Math.max(0, wholeDays(nowMs - Date.parse(cacheRecord?.generatedAt ?? source.createdAt))),
    plays: cacheRecord?.usageCount ?? 0,
    sizeBytes: source.fileSizeBytes,
  }
}

function expiryOf({ sourceType, cachedUntil }: SourceView['source'], nowMs: number): Expiry {
  if (sourceType === 'native' || cachedUntil === null) return { kind: 'never' }
  const left = Date.parse(cachedUntil) - nowMs
  return left > 0
    ? { kind: 'in', days: wholeDays(left) }
    : { kind: 'ago', days: wholeDays(nowMs - Date.parse(cachedUntil)) }
}

function wholeDays(ms: number): number {
  return Math.floor(ms / dayMs)
}
