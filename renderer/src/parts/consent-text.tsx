import { SegmentedControl } from '@mantine/core'
import type { CSSProperties } from 'react'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import text from '#resources/consents/recording-consent@2.json'
import type { ConsentLanguage, ConsentText as ConsentFile, ConsentWords } from '#shared/entities/consent-text.ts'
import type { Licence } from '#shared/entities/speaker.ts'
import { licences } from '#shared/entities/speaker.ts'
import styles from './consent-text.module.css'

const consent: ConsentFile = text
const shownIn = { en: ['en'], vi: ['vi'], both: ['en', 'vi'] } satisfies Record<string, ConsentLanguage[]>
type Choice = keyof typeof shownIn
const choices: Choice[] = ['en', 'vi', 'both']
const marginPx = 16

/** All that a speaker agrees to, in the language they read best, with the chosen licence marked. */
export function ConsentText({ licence }: { licence: Licence }) {
  const { t } = useTranslation()
  const [choice, setChoice] = useState<Choice>('en')
  const box = useRef<HTMLElement>(null)
  const shown = useRef(licence)

  useEffect(() => {
    if (shown.current === licence) return
    shown.current = licence
    const chosen = box.current?.querySelector<HTMLElement>('[aria-current]')
    // Only the box scrolls: what was clicked must not move away.
    box.current?.scrollTo({ top: (chosen?.offsetTop ?? 0) - marginPx })
  }, [licence])

  return (
    <div className={styles.consent}>
      <SegmentedControl
        aria-label={t('consent.language')}
        classNames={{ indicator: styles.indicator, label: styles.language }}
        value={choice}
        onChange={(value) => setChoice(choices.find((each) => each === value) ?? 'en')}
        data={choices.map((value) => ({ value, label: t(`consent.in.${value}`) }))}
        transitionDuration={0}
      />
      {/* Whoever has no pointer scrolls it with the arrow keys. */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <section ref={box} className={styles.box} tabIndex={0} aria-label={t('consent.text')} data-choice={choice}>
        {shownIn[choice].map((language) => (
          <Words key={language} language={language} words={consent.languages[language]} licence={licence} />
        ))}
      </section>
    </div>
  )
}

function Words({ language, words, licence }: { language: ConsentLanguage; words: ConsentWords; licence: Licence }) {
  return (
    <div className={styles.words} lang={language} style={rows(words)}>
      <h3>{words.title}</h3>
      <p>{words.intro}</p>
      <ol className={styles.points}>
        {words.points.map(({ about, text }) => (
          <li key={about}>
            <strong>{about}.</strong> {text}
          </li>
        ))}
      </ol>
      <h4>{words.licencesTitle}</h4>
      <p>{words.licencesIntro}</p>
      {licences.map((id) => {
        const { name, text, terms } = words.licences[id]
        const address = consent.addresses[id]
        return (
          <div key={id} className={styles.licence} aria-current={id === licence ? 'true' : undefined}>
            <p className={styles.name} lang={address === null ? undefined : 'en'}>
              {name}
            </p>
            <p>{text}</p>
            {terms.length > 0 && (
              <ol className={styles.terms}>
                {terms.map((term) => (
                  <li key={term}>{term}</li>
                ))}
              </ol>
            )}
            {address !== null && <p className={styles.address}>{address}</p>}
          </div>
        )
      })}
    </div>
  )
}

/** How many rows of a grid the text takes, beside its titles and introductions. */
function rows({ points }: ConsentWords): CSSProperties {
  return { '--points': points.length, '--licences': licences.length } as CSSProperties
}
