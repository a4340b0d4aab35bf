import { useTranslation } from 'react-i18next'
import { soundClasses } from '#shared/acoustics/checks/sound-class.ts'
import { classLimits } from './limit-fields.ts'
import type { FieldsProps } from './limit-field.tsx'
import { LimitField } from './limit-field.tsx'
import { classNames } from './limits-draft.ts'
import styles from './limits.module.css'

/** What each class of sound may be like: a lone /f/ is by nature softer than a vowel. */
export function ClassTable(props: FieldsProps) {
  const { t } = useTranslation()
  return (
    <div className={styles.classes}>
      <h2 id="limits-classes">{t('settings.limits.group.classes')}</h2>
      <p className={styles.hint}>{t('settings.limits.classesHint')}</p>
      {/* A scrolling region must be reachable with the keyboard. */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <section className={styles.scroller} tabIndex={0} aria-labelledby="limits-classes">
        <table className={styles.table}>
          <thead>
            <tr>
              <th scope="col">{t('settings.limits.class.title')}</th>
              {classNames.map((name) => (
                <th key={name} scope="col">
                  {t(`settings.limits.byClass.${name}`)}
                  <span className={styles.unit}>{t(`settings.limits.unit.${classLimits[name]}`)}</span>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {soundClasses.map((soundClass) => (
              <tr key={soundClass}>
                <th scope="row">{t(`settings.limits.class.${soundClass}`)}</th>
                {classNames.map((name) => (
                  <td key={name}>
                    <LimitField
                      {...props}
                      path={`${soundClass}.${name}`}
                      kind={classLimits[name]}
                      name={`${t(`settings.limits.class.${soundClass}`)}: ${t(`settings.limits.byClass.${name}`)}`}
                    />
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </div>
  )
}
