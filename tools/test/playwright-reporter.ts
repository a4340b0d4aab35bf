import type { Reporter, Suite, TestCase } from '@playwright/test/reporter'
import type { Skip } from './counts.ts'
import { writeReport } from './report-file.ts'

/** Writes what a run saw. A test that never ran is a failure here; Playwright calls it skipped. */
// oxlint-disable-next-line import/no-default-export -- Playwright takes a reporter's default export
export default class CountingReporter implements Reporter {
  #all: Suite | undefined
  #errors = 0

  onBegin(_config: unknown, all: Suite): void {
    this.#all = all
  }

  onError(): void {
    this.#errors += 1
  }

  onEnd(): void {
    let passed = 0
    let failed = this.#errors
    const skipped: Skip[] = []
    for (const test of this.#all?.allTests() ?? []) {
      if (test.outcome() === 'expected') passed += 1
      else if (test.outcome() === 'skipped' && wasMeantToBeSkipped(test)) {
        skipped.push({ name: test.titlePath().join(' '), reason: reasonOf(test) })
      } else failed += 1
    }
    writeReport('playwright', { passed, failed, skipped })
  }

  printsToStdio(): boolean {
    return false
  }
}

const wasMeantToBeSkipped = (test: TestCase) => test.annotations.some(({ type }) => type === 'skip' || type === 'fixme')

const reasonOf = (test: TestCase) => test.annotations.map(({ description }) => description ?? '').join(' ')
