import { expect, test } from 'vitest'
import { countsOf, inWords, sum, unexplainedSkips } from '../../../tools/test/counts.ts'

const report = { passed: 3, failed: 0, skipped: [{ name: 'pitch', reason: 'no Praat' }] }

test('a good run counts what it saw', () => {
  expect(countsOf(report, 0)).toEqual({ counts: { passed: 3, failed: 0, skipped: 1 } })
})

test('a runner that died without a report is a failure', () => {
  expect(countsOf(undefined, 139).counts.failed).toBe(1)
})

test('a run that found no tests is a failure', () => {
  expect(countsOf({ passed: 0, failed: 0, skipped: [] }, 0).counts.failed).toBe(1)
})

test('a bad end is a failure although every test passed', () => {
  expect(countsOf(report, 1).counts).toEqual({ passed: 3, failed: 1, skipped: 1 })
})

test('failed tests are counted once, not again for the exit code they cause', () => {
  expect(countsOf({ ...report, failed: 2 }, 1).counts.failed).toBe(2)
})

test('everything adds up into the last line', () => {
  const total = sum([
    { passed: 1, failed: 0, skipped: 0 },
    { passed: 40, failed: 2, skipped: 3 },
  ])
  expect(inWords(total)).toBe('41 passed, 2 failed, 3 skipped')
})

test('only a missing peer explains a skip', () => {
  const skips = [
    { name: 'pitch', reason: 'no Praat' },
    { name: 'Electron runtime: the window opens', reason: '' },
    { name: 'flaky on Mondays', reason: 'later' },
    { name: 'a mono file', reason: 'no sox' },
  ]
  const left = unexplainedSkips(skips, ['Praat', 'Electron runtime'])
  expect(left.map(({ name }) => name)).toEqual(['flaky on Mondays', 'a mono file'])
})
