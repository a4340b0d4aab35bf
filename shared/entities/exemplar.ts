export interface LetterRun {
  text: string
  /** Whether these letters spell the phoneme. */
  marked: boolean
}

/** Splits `sh[ee]p` into runs of letters, marked and unmarked, in reading order. */
export function letterRuns(marked: string): LetterRun[] {
  return marked
    .split(/(\[[^\]]*\])/)
    .filter((run) => run !== '')
    .map((run) => (run.startsWith('[') ? { text: run.slice(1, -1), marked: true } : { text: run, marked: false }))
}
