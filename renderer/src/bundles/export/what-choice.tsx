import { Radio } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { BundleChoice } from '#shared/contract/bundles.ts'
import styles from '../bundles-room.module.css'
import { HandedChoice } from './handed-choice.tsx'

const always = ['all', 'preferred', 'since-last'] as const

/** Which sources the bundle is of: what a list sent stands first. */
export function WhatChoice({
  handed,
  what,
  onChoose,
}: {
  handed: BundleChoice | null
  what: BundleChoice
  onChoose: (what: BundleChoice) => void
}) {
  const { t } = useTranslation()
  return (
    <Radio.Group
      label={t('bundles.what.title')}
      value={what === handed ? 'handed' : what.kind}
      onChange={(value) => {
        const kind = always.find((each) => each === value)
        if (kind !== undefined) onChoose({ kind })
        else if (handed !== null) onChoose(handed)
      }}
    >
      <div className={styles.options}>
        {handed !== null && <Radio value="handed" label={<HandedChoice choice={handed} />} />}
        {always.map((kind) => (
          <Radio
            key={kind}
            value={kind}
            label={t(`bundles.what.${kind}`)}
            description={t(`bundles.what.about.${kind}`)}
          />
        ))}
      </div>
    </Radio.Group>
  )
}
