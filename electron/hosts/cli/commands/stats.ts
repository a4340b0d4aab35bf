import type { Overview, SourceStat } from '#shared/contract/analytics.ts'
import { command } from '../command.ts'
import { table } from '../table.ts'
import { wholeNumber } from '../whole-number.ts'

const tops = { least: 1, most: 1000 }
const days = { least: 0, most: 36_500 }

export const stats = command({
  name: 'stats',
  usage: '',
  summary: 'What there is: totals, coverage, and everything by type, voice, speaker and language.',
  options: {},
  async run(_given, call) {
    const { analytics } = await call.studio()
    const overview = await analytics.overview()
    return { document: { ...overview.totals, ...overview }, lines: linesOf(overview) }
  },
})

export const statsMostPlayed = command({
  name: 'stats most-played',
  usage: '[--top N]',
  summary: 'The sources that were played most (10).',
  options: { top: { type: 'string' } },
  async run({ values }, call) {
    const top = wholeNumber(values.top, '--top', tops) ?? 10
    return listOf(await (await call.studio()).analytics.mostPlayed({ top }), 'Nothing was played yet.')
  },
})

export const statsUnused = command({
  name: 'stats unused',
  usage: '[--days N] [--top N]',
  summary: 'Sources that were not played for so many days (30); one never played counts from its making.',
  options: { days: { type: 'string' }, top: { type: 'string' } },
  async run({ values }, call) {
    const asked = {
      days: wholeNumber(values.days, '--days', days) ?? 30,
      limit: wholeNumber(values.top, '--top', tops) ?? 1000,
    }
    return listOf(await (await call.studio()).analytics.unused(asked), 'Every source was played within that time.')
  },
})

export const statsExpiring = command({
  name: 'stats expiring',
  usage: '[--days N] [--top N]',
  summary: 'Clips that have expired, or will within so many days (7).',
  options: { days: { type: 'string' }, top: { type: 'string' } },
  async run({ values }, call) {
    const asked = {
      days: wholeNumber(values.days, '--days', days) ?? 7,
      limit: wholeNumber(values.top, '--top', tops) ?? 1000,
    }
    return listOf(await (await call.studio()).analytics.expiring(asked), 'Nothing expires within that time.')
  },
})

export const statsQuality = command({
  name: 'stats quality',
  usage: '',
  summary: 'How good what learners now hear is, for each phoneme: 100 native, 90 TTS, 80 on demand, 0 without a file.',
  options: {},
  async run(_given, call) {
    const quality = await (await call.studio()).analytics.quality()
    return { document: { quality }, lines: table(quality.map(({ ipaSymbol, score }) => [ipaSymbol, String(score)])) }
  },
})

function listOf(list: { sources: SourceStat[]; total: number }, none: string) {
  const { sources, total } = list
  const more = total > sources.length ? [`… and ${total > 10_000 ? 'more than 10,000' : total} in all.`] : []
  return { document: list, lines: sources.length === 0 ? [none] : [...table(sources.map(cells)), ...more] }
}

function cells({ source, cacheRecord, ipaSymbol, voiceName, ageDays, sizeMb }: SourceStat): string[] {
  return [
    source.id,
    ipaSymbol,
    source.sourceType,
    voiceName,
    `${cacheRecord.usageCount} plays`,
    `last ${cacheRecord.lastAccessedAt ?? 'never'}`,
    `${ageDays} d`,
    `${sizeMb.toFixed(2)} MB`,
    source.cachedUntil === null ? '' : `until ${source.cachedUntil}`,
  ]
}

const mostNamed = 60

function lacking(what: string, phonemes: readonly { ipaSymbol: string }[]): string[] {
  if (phonemes.length === 0) return []
  const named = phonemes.slice(0, mostNamed).map(({ ipaSymbol }) => ipaSymbol)
  const more = phonemes.length > mostNamed ? ` … (${phonemes.length} in all)` : ''
  return ['', `${what}: ${named.join(' ')}${more}`]
}

function linesOf({ totals, coverage, byType, byVoice, bySpeaker, byLanguage }: Overview): string[] {
  const { total_cached, total_plays, total_size_mb, avg_age_days } = totals
  const slices = [byType, byVoice, bySpeaker, byLanguage].filter((group) => group.length > 0)
  return [
    `${total_cached} sources, ${total_plays} plays, ${total_size_mb.toFixed(2)} MB, ${avg_age_days.toFixed(1)} days old on average`,
    '',
    ...table(
      coverage.map(({ name, phonemes, withNative, withFile }) => [
        name,
        `${withNative} of ${phonemes} native`,
        `${withFile} with a file`,
      ]),
    ),
    ...lacking(
      'Without a native recording',
      coverage.flatMap(({ withoutNative }) => withoutNative),
    ),
    ...lacking(
      'Without any file',
      coverage.flatMap(({ withoutFile }) => withoutFile),
    ),
    ...slices.flatMap((group) => [
      '',
      ...table(
        group.map(({ name, sources, plays, sizeMb }) => [
          name,
          `${sources} sources`,
          `${plays} plays`,
          `${sizeMb.toFixed(2)} MB`,
        ]),
      ),
    ]),
  ]
}
