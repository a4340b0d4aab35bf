import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { studioErrorData } from '../../api/declared-error.ts'
import { useStudio } from '../../parts/studio-context.tsx'
import { ActionButton } from '../../ui/action-button.tsx'
import { useAnnounce } from '../../ui/announcer.tsx'
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx'
import { Day } from '../../ui/day.tsx'
import { Fact, FactList } from '../../ui/fact-list.tsx'
import { FileButton } from '../../ui/file-button.tsx'
import { Notice } from '../../ui/notice.tsx'
import { WorkArea } from '../../ui/work-area.tsx'
import { BundlePages } from '../bundle-pages.tsx'
import styles from '../bundles-room.module.css'
import { useBundleErrorWords } from '../use-bundle-error-words.ts'

/** How the course's backend calls our categories and phonemes, where it has rows of its own. */
export function CoursePage() {
  const { t } = useTranslation()
  const { queries } = useStudio()
  const queryClient = useQueryClient()
  const announce = useAnnounce()
  const words = useBundleErrorWords()
  const [takingBack, setTakingBack] = useState(false)
  const mapping = useQuery(queries.bundles.mapping.queryOptions())
  const set = useMutation(
    queries.bundles.setMapping.mutationOptions({
      onSuccess(told) {
        queryClient.setQueryData(queries.bundles.mapping.queryKey(), told)
        announce(t(told.importedAt === null ? 'bundles.course.none' : 'bundles.course.there'))
      },
    }),
  )
  const group = t('bundles.title')
  const error = set.error ?? mapping.error
  const more = studioErrorData(error, 'MAPPING_WRONG')?.more ?? 0
  const { categories = 0, phonemes = 0, importedAt = null } = mapping.data ?? {}

  return (
    <WorkArea title={t('bundles.title')} aside={<BundlePages />}>
      <p className={styles.about}>{t('bundles.course.about')}</p>
      {mapping.data && (
        <section className={styles.part} aria-labelledby="course-title">
          <h2 id="course-title" className={styles.resultTitle}>
            {t(importedAt === null ? 'bundles.course.none' : 'bundles.course.there')}
          </h2>
          {importedAt !== null && (
            <FactList>
              <Fact name={t('bundles.kind.categories')}>{t('bundles.number', { value: categories })}</Fact>
              <Fact name={t('bundles.kind.phonemes')}>{t('bundles.number', { value: phonemes })}</Fact>
              <Fact name={t('bundles.course.since')}>
                <Day time={importedAt} />
              </Fact>
            </FactList>
          )}
          <div className={styles.actions}>
            <FileButton
              id="bundles.mapping.choose"
              label={t('bundles.course.choose')}
              group={group}
              chord="o"
              accept=".csv,text/csv"
              enabled={!set.isPending}
              onFile={(file) => set.mutate({ file, fileName: file.name })}
            />
            {importedAt !== null && (
              <ActionButton
                id="bundles.mapping.takeBack"
                label={t('bundles.course.takeBack')}
                group={group}
                chord="Delete"
                tone="quiet"
                enabled={!set.isPending}
                onAct={() => setTakingBack(true)}
              />
            )}
          </div>
        </section>
      )}
      {error && (
        <Notice tone="bad">
          <p>{words(error)}</p>
          {more > 0 && <p>{t('bundles.course.more', { count: more })}</p>}
        </Notice>
      )}
      <section className={styles.part} aria-labelledby="course-form">
        <h3 id="course-form">{t('bundles.course.form')}</h3>
        <pre className={styles.example}>{'kind,id_or_name,pk\ncategory,Plosives,3\nphoneme,iː,17'}</pre>
      </section>
      <ConfirmDialog
        open={takingBack}
        title={t('bundles.course.takeBackTitle')}
        confirm={t('bundles.course.takeBack')}
        cancel={t('common.cancel')}
        closeLabel={t('common.close')}
        onConfirm={() => set.mutate({ file: new Blob([]), fileName: 'mapping.csv' })}
        onClose={() => setTakingBack(false)}
      >
        {t('bundles.course.takeBackText')}
      </ConfirmDialog>
    </WorkArea>
  )
}
