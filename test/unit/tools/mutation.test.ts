import { expect, test } from 'vitest'
import { judgeMutants, type Mutant } from '../../../tools/mutation/judge-mutants.ts'

const file = 'shared/entities/resolve.ts'
const mutant: Mutant = { file, lineNumber: 3, line: 'return a > b', replacement: 'a >= b', status: 'Survived' }
const listed = { file, line: 'return a > b', replacement: 'a >= b', reason: 'They are never equal.' }

test('a mutant that no test caught must have a reason to live', () => {
  const caught = [
    { ...mutant, status: 'Killed' },
    { ...mutant, status: 'Timeout' },
  ]
  expect(judgeMutants(caught, [], [file])).toEqual({ caught, unexplained: [], outdated: [], untouched: [] })
  const missed = ['Survived', 'NoCoverage', 'RuntimeError', 'CompileError'].map((status) => ({ ...mutant, status }))
  expect(judgeMutants(missed, [], [file]).unexplained).toEqual(missed)
})

test('a reason holds for its line wherever it stands, and for no other change', () => {
  expect(judgeMutants([{ ...mutant, lineNumber: 90 }], [listed], [file]).unexplained).toEqual([])
  for (const change of [{ replacement: 'a < b' }, { line: 'return b > a' }, { file: 'shared/entities/other.ts' }]) {
    const other = { ...mutant, ...change }
    expect(judgeMutants([mutant, other], [listed], [file]).unexplained).toEqual([other])
  }
})

test('a reason for what is caught by now, or is there no more, is told', () => {
  expect(judgeMutants([{ ...mutant, status: 'Killed' }], [listed], [file]).outdated).toEqual([listed])
  expect(judgeMutants([mutant], [listed], [file]).outdated).toEqual([])
})

test('a file in which nothing was mutated is told', () => {
  expect(judgeMutants([mutant], [listed], [file, 'shared/entities/gone.ts']).untouched).toEqual([
    'shared/entities/gone.ts',
  ])
})
