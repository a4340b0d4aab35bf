import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { parseScriptFile } from '#shared/node/script/parse-script-file.ts'
import { askedFor, english } from './english.ts'

const page = readFileSync(new URL('../../../docs/formats/script.md', import.meta.url), 'utf8')
const examples = (form: string) =>
  [...page.matchAll(new RegExp(`\`\`\`${form}\\n(.*?)\`\`\``, 'gsu'))].map(([, text = '']) => text)

test('what the page shows is a script, the same in both forms', () => {
  const [json = '', ...noMore] = examples('json')
  const [csv = '', semicolons = ''] = examples('csv')
  expect(noMore).toEqual([])
  expect(parseScriptFile(csv, 'a.csv', english)).toEqual(parseScriptFile(json, 'a.json', english))
  expect(askedFor(json)).toEqual([
    'iː isolated /iː/ as in eat × 4',
    'iː word sheep × 2',
    'ɪ word in × 2',
    'ɪ word ship × 2',
    'ɪ word big × 2',
  ])
  expect(askedFor(semicolons)).toEqual(['iː syllable /biː/ as in bee × 5'])
})
