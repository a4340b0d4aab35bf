import { useTranslation } from 'react-i18next'
import { generalGroups, generalLimits } from './limit-fields.ts'
import type { FieldsProps } from './limit-field.tsx'
import { LimitField } from './limit-field.tsx'
import styles from './limits.module.css'

/** The bars that are the same for every sound. */
export function GeneralFields(props: FieldsProps) {
  const { t } = useTranslation()
  return (
    <div className={styles.general}>
      {generalGroups.map(({ group, limits }) => (
        <section key={group} className={styles.group} aria-labelledby={`limits-${group}`}>
          <h2 id={`limits-${group}`}>{t(`settings.limits.group.${group}`)}</h2>
          <dl>
            {limits.map((name) => (
              <div key={name} className={styles.bar}>
                <dt>{t(`settings.limits.general.${name}`)}</dt>
                <dd className={styles.entry}>
                  <LimitField
                    {...props}
                    path={name}
                    kind={generalLimits[name]}
                    name={t(`settings.limits.general.${name}`)}
                  />
                  <span className={styles.unit} aria-hidden="true">
                    {t(`settings.limits.unit.${generalLimits[name]}`)}
                  </span>
                </dd>
              </div>
            ))}
          </dl>
        </section>
      ))}
    </div>
  )
}
