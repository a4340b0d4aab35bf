import type { SourcePageAsked, SourcePageView } from '#shared/contract/sources.ts'
import type { SourceView } from '#shared/contract/studio.ts'
import { dayMs, getUrl } from '#shared/entities/audio-source.ts'
import type { Phoneme } from '#shared/entities/phoneme.ts'
import { sumBy } from '../catalog/figures.ts'
import type { ListedSource } from '../catalog/listed-source.ts'
import type { Catalog } from '../catalog/open-catalog.ts'
import type { StateTimes } from '../catalog/source-pages.ts'
import type { Playability } from './playability.ts'

export interface SourcePages {
  /** One page of the sources that pass every filter, in an order; each beside what keeps it from counting. */
  page(asked: SourcePageAsked): Promise<SourcePageView>
}

interface Friends {
  catalog: Pick<Catalog, 'sourcePages' | 'figures' | 'speakers'>
  playability: Pick<Playability, 'candidates'>
  search: (text: string) => readonly Phoneme[]
  clock: () => Date
}

const expiringDays = 7
const unusedDays = 30
const firstTime = '0000-01-01T00:00:00.000Z'
const lastTime = '9999-12-31T23:59:59.999Z'

export function createSourcePages({ catalog, playability, search, clock }: Friends): SourcePages {
  function timesFor(days: number | undefined): StateTimes {
    const now = clock().getTime()
    const at = (ms: number) => new Date(ms).toISOString()
    return {
      now: at(now),
      soon: at(now + (days ?? expiringDays) * dayMs),
      unusedSince: at(now - (days ?? unusedDays) * dayMs),
    }
  }

  /** Sources of the phonemes that a search finds, and those in a voice whose id or speaker's name has the text in it. */
  function meaningOf(text: string) {
    const wanted = folded(text)
    const voices = sumBy(catalog.figures.groups(), 'voice').map(({ key }) => key)
    const named = catalog.speakers.all().filter(({ displayName }) => folded(displayName).includes(wanted))
    const voiceIds = [...voices.filter((voiceId) => folded(voiceId).includes(wanted)), ...named.map(({ code }) => code)]
    return { phonemeIds: search(text).map(({ id }) => id), voiceIds }
  }

  async function viewsOf(listed: readonly ListedSource[]): Promise<SourceView[]> {
    const candidates = await playability.candidates(listed.map(({ source }) => source))
    return listed.map(({ source, cacheRecord, speakerName, preferred }, at) => ({
      source,
      cacheRecord,
      voiceName: speakerName ?? source.voiceId,
      url: getUrl(source),
      fault: candidates[at]?.fault ?? null,
      preferred,
    }))
  }

  return {
    async page({ text = '', sort, days, after, limit, createdFrom, createdTo, ...filter }) {
      const asked = { order: sort, after: after ?? null, limit, times: timesFor(days) }
      const meaning = text.trim() === '' ? undefined : meaningOf(text)
      const made = createdFrom || createdTo ? { from: createdFrom ?? firstTime, to: createdTo ?? lastTime } : undefined
      const { rows, next, total } = catalog.sourcePages.page({ ...filter, made, text: meaning }, asked)
      return { rows: await viewsOf(rows), next, total, all: catalog.sourcePages.count() }
    },
  }
}

function folded(text: string): string {
  return text.normalize('NFC').trim().toLowerCase()
}
