import { SegmentedControl, useMantineColorScheme } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { useStudio } from '../parts/studio-context.tsx'
import { usePlace } from '../parts/use-place.ts'
import { ActionButton } from '../ui/action-button.tsx'
import { Fact, FactList } from '../ui/fact-list.tsx'
import { useKeyRegistry } from '../ui/keys/keys-context.tsx'
import { WorkArea } from '../ui/work-area.tsx'
import { LimitsPage } from './limits/limits-page.tsx'
import { LimitsSection } from './limits/limits-section.tsx'
import styles from './settings-room.module.css'
import { Speakers } from './speakers.tsx'
import { VoicesPage } from './voices/voices-page.tsx'
import { VoicesSection } from './voices/voices-section.tsx'

const schemes = ['auto', 'light', 'dark'] as const

export function SettingsRoom() {
  const { place } = usePlace()
  if (place.phonemeId === 'limits') return <LimitsPage />
  return place.phonemeId === 'voices' ? <VoicesPage /> : <Overview />
}

function Overview() {
  const { t } = useTranslation()
  const { queries } = useStudio()
  const info = useQuery(queries.studio.info.queryOptions())
  const { colorScheme, setColorScheme } = useMantineColorScheme()
  const registry = useKeyRegistry()
  const showKeys = () =>
    registry.actions
      .get()
      .find(({ id }) => id === 'keys.show')
      ?.run()
  return (
    <WorkArea title={t('settings.title')}>
      <section className={styles.section} aria-labelledby="looks-title">
        <h2 id="looks-title">{t('settings.looks')}</h2>
        <SegmentedControl
          aria-label={t('settings.looks')}
          classNames={{ root: styles.scheme, indicator: styles.chosen, label: styles.choice }}
          value={colorScheme}
          onChange={(value) => setColorScheme(schemes.find((scheme) => scheme === value) ?? 'auto')}
          data={schemes.map((value) => ({ value, label: t(`settings.scheme.${value}`) }))}
          transitionDuration={0}
        />
      </section>
      <Speakers />
      <VoicesSection />
      <LimitsSection />
      <section className={styles.section} aria-labelledby="studio-title">
        <h2 id="studio-title">{t('settings.studio')}</h2>
        {info.data && (
          <FactList>
            <Fact name={t('settings.version')}>{info.data.version}</Fact>
            <Fact name={t('settings.folder')}>{info.data.folder}</Fact>
            <Fact name={t('settings.device')}>{info.data.deviceId}</Fact>
            <Fact name={t('settings.engines')}>
              {info.data.engines.map((id) => t(`engine.${id as 'espeak'}`, { defaultValue: id })).join(', ') ||
                t('settings.noEngines')}
            </Fact>
            <Fact name={t('settings.licences')}>
              {info.data.licences.map((id) => t(`licence.short.${id}`)).join(' · ')}
            </Fact>
            <Fact name={t('settings.programLicence')}>{t('settings.programLicenceText')}</Fact>
          </FactList>
        )}
      </section>
      <section className={styles.section} aria-labelledby="keys-title">
        <h2 id="keys-title">{t('keys.title')}</h2>
        <p className={styles.hint}>{t('settings.keysHint')}</p>
        <div>
          <ActionButton
            id="settings.keys"
            label={t('settings.showKeys')}
            group={t('settings.title')}
            onAct={showKeys}
          />
        </div>
      </section>
    </WorkArea>
  )
}
