import { letterRuns } from '#shared/entities/exemplar.ts'
import styles from './exemplar-word.module.css'

/** A word with the letters that spell the phoneme marked; read as the plain word. */
export function ExemplarWord({ word, marked, quiet = false }: { word: string; marked: string; quiet?: boolean }) {
  return (
    <span className={styles.word} data-quiet={quiet || undefined} lang="en">
      <span className="visually-hidden">{word}</span>
      <span aria-hidden="true">
        {letterRuns(marked).map((run, index) =>
          run.marked ? (
            // Runs never move: their place is their identity.
            // oxlint-disable-next-line react/no-array-index-key
            <mark key={index} className={styles.marked}>
              {run.text}
            </mark>
          ) : (
            run.text
          ),
        )}
      </span>
    </span>
  )
}
