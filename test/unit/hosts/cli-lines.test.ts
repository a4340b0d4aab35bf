import { expect, test } from 'vitest'
import { createProgressLine } from '#studio/hosts/cli/progress-line.ts'
import { table } from '#studio/hosts/cli/table.ts'

test('columns stand under one another, also behind combining marks', () => {
  const lines = table([
    ['t͡ʃ', 'chin', ''],
    ['iː', 'sheep', 'native'],
    ['ə̃', 'a', ''],
  ])
  expect(lines).toEqual(['t͡ʃ  chin', 'iː  sheep  native', 'ə̃   a'])
})

test('progress is one line that is drawn over itself, no longer than the terminal', () => {
  let written = ''
  const line = createProgressLine({ isTTY: true, columns: 20, write: (text) => (written += text) })
  line.show({ done: 1, total: 2, label: 'iː' })
  expect(written).toBe(`\r\u001b[K${'█'.repeat(12)}${'░'.repeat(7)}`)
  line.clear()
  expect(written.endsWith('\r\u001b[K')).toBe(true)
  expect(written).not.toContain('\n')
})

test('where nobody watches, no progress is written', () => {
  let written = ''
  const line = createProgressLine({ write: (text) => (written += text) })
  line.show({ done: 0, total: 0, label: '' })
  line.clear()
  expect(written).toBe('')
})
