import { parseArgs } from 'node:util'

export type StartFlags = {
  browser: boolean
  open: boolean
  port: string | undefined
  data: string | undefined
  help: boolean
}

export const startHelp = `npm start -- [flags]

  --browser     open the studio in the browser, without Electron
  --no-open     in the browser door: print the address and open nothing
  --port N      in the browser door: listen on this port of 127.0.0.1 (0: any free one)
  --data DIR    keep recordings and catalog in this folder
  --help        show this

Without --browser the studio opens in its own window (Electron); where Electron's runtime
cannot be had, it opens in the browser.`

/** Reads the words after `npm start --`; an unknown or wrong one gives a sentence instead. */
export function readStartFlags(
  words: string[],
): { kind: 'flags'; flags: StartFlags } | { kind: 'refused'; sentence: string } {
  try {
    const { values } = parseArgs({
      args: words,
      strict: true,
      allowPositionals: false,
      options: {
        browser: { type: 'boolean', default: false },
        'no-open': { type: 'boolean', default: false },
        port: { type: 'string' },
        data: { type: 'string' },
        help: { type: 'boolean', default: false },
      },
    })
    if (values.port !== undefined && !isPort(values.port)) {
      return refused(`--port takes a number from 0 to 65535, not "${values.port}"`)
    }
    if (values.data === '') return refused('--data takes a folder')
    const { browser, port, data, help } = values
    return { kind: 'flags', flags: { browser, open: !values['no-open'], port, data, help } }
  } catch (error) {
    // parseArgs words its refusals for people, with a hint after the first sentence.
    return refused(error instanceof Error ? (error.message.split('. ')[0] ?? error.message) : String(error))
  }
}

/** The same flags, as a host understands them. */
export function wordsForBrowserDoor({ open, port, data }: StartFlags): string[] {
  return [...(data ? ['--data', data] : []), ...(port ? ['--port', port] : []), ...(open ? [] : ['--no-open'])]
}

const isPort = (text: string) => /^\d{1,5}$/.test(text) && Number(text) <= 65_535

const refused = (why: string) =>
  ({ kind: 'refused', sentence: `${why}. "npm start -- --help" lists the flags.` }) as const
