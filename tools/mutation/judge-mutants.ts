import type { Survivor } from './survivors.ts'

/** One change to one line, and what the tests made of it. */
export interface Mutant {
  /** Relative to the project, with forward slashes. */
  file: string
  lineNumber: number
  /** The line as it stands, without its indentation. */
  line: string
  replacement: string
  status: string
}

export interface Judgement {
  caught: Mutant[]
  /** Nobody has said why they may live. */
  unexplained: Mutant[]
  /** Listed ones that are caught by now, or whose line has changed. */
  outdated: Survivor[]
  /** Files without a single mutant: a run over nothing finds no faults either. */
  untouched: string[]
}

/** Only a test that failed, or that never ended, has caught a mutant. */
const caughtBy = ['Killed', 'Timeout']

export function judgeMutants(mutants: Mutant[], listed: Survivor[], files: string[]): Judgement {
  const caught = mutants.filter(({ status }) => caughtBy.includes(status))
  const survived = mutants.filter((mutant) => !caught.includes(mutant))
  return {
    caught,
    unexplained: survived.filter((mutant) => !listed.some((survivor) => isThat(survivor, mutant))),
    outdated: listed.filter((survivor) => !survived.some((mutant) => isThat(survivor, mutant))),
    untouched: files.filter((file) => !mutants.some((mutant) => mutant.file === file)),
  }
}

/** By the line's text, since its number changes with every edit above it. */
function isThat(survivor: Survivor, mutant: Mutant): boolean {
  return survivor.file === mutant.file && survivor.line === mutant.line && survivor.replacement === mutant.replacement
}
