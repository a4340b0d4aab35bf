import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { BundleChoice } from '#shared/contract/bundles.ts'
import type { ExportFilter } from '../../parts/export-choice.ts'
import { useStudio } from '../../parts/studio-context.tsx'
import { usePhonemes } from '../../parts/use-phonemes.ts'
import { useSpeakers } from '../../parts/use-speakers.ts'
import { useVoiceIdName } from '../../parts/use-voice-name.ts'

/** Beyond this the studio does not count. */
const mostCounted = 10_000

/** What a list sent, in words. */
export function HandedChoice({ choice }: { choice: BundleChoice }) {
  const { t } = useTranslation()
  if (choice.kind === 'filter') return <FilterWords filter={choice.filter} />
  return t('bundles.what.sources', { count: choice.kind === 'sources' ? choice.sourceIds.length : 0 })
}

function FilterWords({ filter }: { filter: ExportFilter }) {
  const { t } = useTranslation()
  const { queries } = useStudio()
  const words = useFilterWords(filter)
  const page = useQuery(queries.sources.page.queryOptions({ input: { ...filter, sort: 'newest', limit: 1 } }))
  const count = page.data?.total
  const many = count !== undefined && count > mostCounted
  return (
    <>
      {many && t('bundles.what.manyFiltered', { count: mostCounted })}
      {!many && t('bundles.what.filter', { count: count ?? 0 })}
      {': '}
      <bdi>{words.join(' · ')}</bdi>
    </>
  )
}

function useFilterWords(filter: ExportFilter): string[] {
  const { t } = useTranslation()
  const { queries } = useStudio()
  const phoneme = usePhonemes()?.find((row) => row.phoneme.id === filter.phonemeId)?.phoneme
  const category = useQuery(queries.phonemes.categories.queryOptions()).data?.find(({ id }) => id === filter.categoryId)
  const speakers = useSpeakers() ?? []
  const voiceIdName = useVoiceIdName()
  const { text, sourceType, state, voiceId, speakerId, language, createdFrom, createdTo } = filter
  const named = (id: string) => speakers.find((speaker) => speaker.id === id || speaker.code === id)?.displayName
  const days = [createdFrom, createdTo].map((time) => time?.slice(0, 10) ?? '')
  return [
    phoneme && `/${phoneme.ipaSymbol}/`,
    text && `“${text}”`,
    sourceType && t(`source.type.${sourceType}`),
    category?.name,
    voiceId && (named(voiceId) ?? voiceIdName(voiceId)),
    speakerId && named(speakerId),
    language,
    state && t(`catalog.state.${state}`),
    (createdFrom ?? createdTo) && days.join(' – '),
  ].filter((word): word is string => typeof word === 'string' && word !== '')
}
