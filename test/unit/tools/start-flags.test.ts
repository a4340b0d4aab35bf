import { expect, test } from 'vitest'
import { readStartFlags, wordsForBrowserDoor } from '../../../tools/start/start-flags.ts'

const plain = { browser: false, open: true, port: undefined, data: undefined, help: false }

test('without words the window is meant', () => {
  expect(readStartFlags([])).toEqual({ kind: 'flags', flags: plain })
})

test('every flag arrives at the browser door', () => {
  const flags = { browser: true, open: false, port: '0', data: '/d', help: false }
  expect(readStartFlags(['--browser', '--no-open', '--port', '0', '--data', '/d'])).toEqual({ kind: 'flags', flags })
  expect(wordsForBrowserDoor(flags)).toEqual(['--data', '/d', '--port', '0', '--no-open'])
})

test.each([
  [['--bowser'], "Unknown option '--bowser'"],
  [['data'], "Unexpected argument 'data'"],
  [['--port', 'http'], '--port takes a number from 0 to 65535, not "http"'],
  [['--port', '65536'], '--port takes a number from 0 to 65535, not "65536"'],
  [['--data='], '--data takes a folder'],
])('%j is refused in a sentence', (words, why) => {
  expect(readStartFlags(words)).toEqual({ kind: 'refused', sentence: `${why}. "npm start -- --help" lists the flags.` })
})
