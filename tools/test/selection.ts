export const checkNames = ['format', 'lint', 'types', 'fences'] as const
const longCheckNames = [...checkNames, 'mutation'] as const
export type CheckName = (typeof longCheckNames)[number]

const vitestProjects = ['unit', 'contract', 'faults'] as const

/** Which steps a run takes, and what the two runners are told to look at (nothing: everything). */
export type Selection = {
  checks: CheckName[]
  vitest: { projects: string[]; paths: string[] } | undefined
  playwright: { paths: string[] } | undefined
  long: boolean
}

export const testHelp = `npm test [-- words]

  (no words)    everything: format, lint, types, fences, unit, contract and fault tests, end-to-end tests
  --long        the long tests, too, and whether the tests of the rule that picks would notice it wrong (mutation)
  format lint types fences mutation unit contract faults e2e
                only these
  PATH          only tests whose file matches (test/e2e/… runs in the browser)`

/** Reads the words after `npm test --`; a word that means nothing gives a sentence. */
export function readSelection(
  words: string[],
): { kind: 'selection'; selection: Selection } | { kind: 'refused'; sentence: string } {
  const unknown = words.find((word) => word.startsWith('-') && word !== '--long')
  if (unknown)
    return { kind: 'refused', sentence: `"${unknown}" is no flag of npm test; "npm test -- --help" lists them.` }
  const long = words.includes('--long')
  const wanted = words.filter((word) => word !== '--long')
  if (wanted.length === 0) {
    const everything = { projects: [], paths: [] }
    return {
      kind: 'selection',
      selection: {
        checks: long ? [...longCheckNames] : [...checkNames],
        vitest: everything,
        playwright: { paths: [] },
        long,
      },
    }
  }
  const checks = longCheckNames.filter((name) => wanted.includes(name))
  const projects = vitestProjects.filter((name) => wanted.includes(name))
  const paths = wanted.filter((word) => ![...longCheckNames, ...vitestProjects, 'e2e'].includes(word))
  const inBrowser = paths.filter(isForPlaywright)
  const inNode = paths.filter((path) => !isForPlaywright(path))
  const vitest = projects.length + inNode.length > 0 ? { projects, paths: inNode } : undefined
  const playwright = wanted.includes('e2e') || inBrowser.length > 0 ? { paths: inBrowser } : undefined
  return { kind: 'selection', selection: { checks, vitest, playwright, long } }
}

const isForPlaywright = (path: string) => /(^|\/)e2e(\/|$)|\.spec\.ts/.test(path)
