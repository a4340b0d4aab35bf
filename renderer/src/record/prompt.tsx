import type { Phoneme } from '#shared/entities/phoneme.ts'
import { ExemplarWord } from '../parts/exemplar-word.tsx'
import { Ipa } from '../parts/ipa.tsx'
import styles from './prompt.module.css'

/** What the speaker is asked for, large enough to read from where one stands to sing. */
export function Prompt({ phoneme }: { phoneme: Phoneme }) {
  return (
    <div className={styles.prompt}>
      <h2 className={styles.symbol}>
        <Ipa symbol={phoneme.ipaSymbol} size="prompt" />
      </h2>
      <ul className={styles.words}>
        {phoneme.exemplars.slice(0, 4).map(({ word, marked }) => (
          <li key={word}>
            <ExemplarWord word={word} marked={marked} />
          </li>
        ))}
      </ul>
      <p className={styles.approx} lang="vi">
        {phoneme.vietnameseApprox}
      </p>
    </div>
  )
}
