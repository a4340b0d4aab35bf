import { expect, test } from 'vitest'
import { runsTheStudio } from '../../../tools/bootstrap/node-version.mjs'

test.each([
  ['v20.20.2', undefined, false],
  ['v22.12.0', false, false],
  ['v22.17.9', 'strip', false],
  ['v22.18.0', 'strip', true],
  ['v23.5.0', 'strip', false],
  ['v23.6.0', 'strip', true],
  ['v24.0.0', 'strip', true],
  ['v30.1.0', 'strip', true],
])('Node %s with TypeScript %s: runs the studio? %s', (version, typescript, expected) => {
  expect(runsTheStudio(version, typescript)).toBe(expected)
})

test('a Node whose distribution left the stripper out is too old, however new', () => {
  expect(runsTheStudio('v24.3.0', false)).toBe(false)
})
