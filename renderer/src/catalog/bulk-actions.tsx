import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { SourceView } from '#shared/contract/studio.ts'
import { ExportButton } from '../parts/export-button.tsx'
import { useMakeTts } from '../parts/make-tts-context.ts'
import { useStudio } from '../parts/studio-context.tsx'
import { usePhonemes } from '../parts/use-phonemes.ts'
import { ActionButton } from '../ui/action-button.tsx'
import { ConfirmDialog } from '../ui/confirm-dialog.tsx'
import { BulkReport } from './bulk-report.tsx'
import styles from './catalog-room.module.css'
import { CleanUpDialog } from './clean-up-dialog.tsx'
import { exportChoice } from './export-choice.ts'
import type { PickedSources } from './picked-sources.ts'
import { noSourcesPicked } from './picked-sources.ts'
import type { SourceFilter } from './source-filter.ts'
import { isNarrowed, phonemesMeant } from './source-filter.ts'
import { readWhole } from './source-list.ts'
import { useBulkWork } from './use-bulk-work.ts'
import { pageReader } from './use-source-list.ts'

/** As long as a clip lives when it is made. */
const keptDays = 30

/** What is done to the sources ticked; TTS is made for what the filter lets through where none is. */
export function BulkActions({
  filter,
  rows,
  total,
  picked,
  onPick,
}: {
  filter: SourceFilter
  rows: readonly SourceView[]
  total: number
  picked: PickedSources
  onPick: (picked: PickedSources) => void
}) {
  const { t } = useTranslation()
  const { connection } = useStudio()
  const makeTts = useMakeTts()
  const phonemes = (usePhonemes() ?? []).map(({ phoneme }) => phoneme)
  const bulk = useBulkWork()
  const [rejecting, setRejecting] = useState(false)
  const [cleaning, setCleaning] = useState(false)
  const group = t('catalog.title')
  const { client } = connection
  const count = picked.kind === 'all' ? total : picked.rows.ids.size
  const idle = bulk.work.kind !== 'working'
  const some = count > 0

  const everyOfFilter = () => readWhole(pageReader(client, filter))
  const chosen = async (): Promise<readonly SourceView[]> =>
    picked.kind === 'all' ? everyOfFilter() : rows.filter(({ source }) => picked.rows.ids.has(source.id))
  const openMakeTts = async () => {
    const which = filter.state === 'expired' ? { which: 'expired' as const } : {}
    if (!some && !isNarrowed(filter)) return makeTts({ kind: 'every phoneme' })
    const meant = some ? null : phonemesMeant(filter, phonemes)
    const ids = meant
      ? meant.map(({ id }) => id)
      : (some ? await chosen() : await everyOfFilter()).map(({ source }) => source.phonemeId)
    return makeTts({ kind: 'phonemes', phonemeIds: [...new Set(ids)], ...which })
  }
  const keep = () =>
    bulk.run(
      chosen,
      ({ source }) => client.cache.keep({ sourceId: source.id, days: keptDays }),
      ({ source }) => source.sourceType !== 'native',
    )
  const reject = (rejected: boolean) =>
    bulk.run(
      chosen,
      ({ source }) => client.sources.reject({ sourceId: source.id, rejected }),
      ({ source }) => (source.rejectedAt === null) === rejected,
    )
  const whyNot = t('catalog.bulk.nothing')

  return (
    <>
      <fieldset className={styles.bulk} aria-label={t('catalog.bulk.title')}>
        <ActionButton
          id="catalog.pickAll"
          label={picked.kind === 'all' ? t('catalog.bulk.none') : t('catalog.bulk.all')}
          group={group}
          chord="Shift+a"
          tone="quiet"
          enabled={total > 0}
          onAct={() => onPick(picked.kind === 'all' ? noSourcesPicked : { kind: 'all' })}
        />
        <output className={styles.count}>{some && t('catalog.bulk.picked', { count })}</output>
        <ActionButton
          id="catalog.makeTts"
          label={t('voices.make.open')}
          group={group}
          chord="t"
          onAct={() => void bulk.open(openMakeTts)}
        />
        <ActionButton
          id="catalog.keep"
          label={t('catalog.bulk.keep', { count: keptDays })}
          group={group}
          chord="k"
          enabled={some && idle}
          whyNot={whyNot}
          onAct={() => void keep()}
        />
        {filter.state === 'rejected' ? (
          <ActionButton
            id="catalog.accept"
            label={t('catalog.bulk.accept')}
            group={group}
            chord="r"
            enabled={some && idle}
            whyNot={whyNot}
            onAct={() => void reject(false)}
          />
        ) : (
          <ActionButton
            id="catalog.reject"
            label={t('catalog.bulk.reject')}
            group={group}
            chord="r"
            enabled={some && idle}
            whyNot={whyNot}
            onAct={() => setRejecting(true)}
          />
        )}
        <ActionButton
          id="catalog.cleanUp"
          label={t('catalog.clean.open')}
          group={group}
          chord="u"
          onAct={() => setCleaning(true)}
        />
        <ExportButton
          id="catalog.export"
          group={group}
          choice={exportChoice(picked, filter)}
          enabled={total > 0}
          whyNot={t('catalog.noMatch.title')}
        />
      </fieldset>
      <BulkReport work={bulk.work} onStop={bulk.stop} onClose={bulk.forget} />
      <ConfirmDialog
        open={rejecting}
        title={t('catalog.bulk.rejectTitle', { count })}
        confirm={t('catalog.bulk.reject')}
        cancel={t('common.cancel')}
        closeLabel={t('common.close')}
        onConfirm={() => void reject(true)}
        onClose={() => setRejecting(false)}
      >
        {t('catalog.bulk.rejectText')}
      </ConfirmDialog>
      <CleanUpDialog open={cleaning} onClose={() => setCleaning(false)} />
    </>
  )
}
