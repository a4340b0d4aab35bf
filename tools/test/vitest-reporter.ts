import type { Reporter, TestModule } from 'vitest/node'
import type { Skip } from './counts.ts'
import { writeReport } from './report-file.ts'

/** Writes what a run saw, with the reasons of skips, which Vitest's own JSON leaves out. */
// oxlint-disable-next-line import/no-default-export -- Vitest takes a reporter's default export
export default class CountingReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], unhandled: readonly unknown[]): void {
    let passed = 0
    let failed = unhandled.length
    const skipped: Skip[] = []
    for (const module of modules) {
      // A file that could not be loaded has no tests to fail in its place.
      failed += module.errors().length
      for (const suite of module.children.allSuites()) failed += suite.errors().length
      for (const test of module.children.allTests()) {
        const result = test.result()
        if (result.state === 'passed') passed += 1
        else if (result.state === 'skipped') skipped.push({ name: test.fullName, reason: result.note ?? '' })
        else failed += 1
      }
    }
    writeReport('vitest', { passed, failed, skipped })
  }
}
