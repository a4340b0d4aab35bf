import { mkdirSync, openSync, closeSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { launch } from './launch.mjs'
import { Trouble } from './trouble.mjs'

// Said on the command line because an outer `npm --silent` hands its own settings down through the environment.
const plain = ['--loglevel=error', '--no-audit', '--no-fund', '--no-progress', '--prefer-offline']
// npm's own patience (10 s, then 60 s) is long for somebody who only forgot to connect.
const patience = ['--fetch-retry-mintimeout=1000', '--fetch-retry-factor=3', '--fetch-retry-maxtimeout=9000']
const noNetwork =
  /\b(ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|EHOSTUNREACH|ERR_SOCKET_TIMEOUT)\b/

/**
 * Runs npm with its words in `.cache/npm-NAME.log`; a failure becomes one sentence.
 * @param {{ root: string, name: string, args: string[], purpose: string }} what `purpose` completes "… is needed to PURPOSE"
 */
export async function runNpm({ root, name, args, purpose }) {
  const logFile = join(root, '.cache', `npm-${name}.log`)
  mkdirSync(join(root, '.cache'), { recursive: true })
  const log = openSync(logFile, 'w')
  try {
    const npm = npmCommand()
    const code = await launch(npm.command, [...npm.args, ...args, ...plain, ...patience], {
      cwd: root,
      stdio: ['ignore', log, log],
      shell: npm.shell,
    })
    if (code === 0) return
    if (code > 128) throw new Trouble(`Stopped before npm could ${purpose}.`)
    throw new Trouble(whyNpmFailed(readFileSync(logFile, 'utf8'), purpose, logFile))
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code === 'ENOENT') {
      throw new Trouble(`npm is needed to ${purpose}, and there is none on this machine; install it and start again.`)
    }
    throw error
  } finally {
    closeSync(log)
  }
}

/** @param {string} log what npm said @param {string} purpose @param {string} logFile */
export function whyNpmFailed(log, purpose, logFile) {
  const network = noNetwork.exec(log)
  if (network) {
    return `A network is needed once to ${purpose}, and the package registry cannot be reached (${network[1]}); connect and start again.`
  }
  const reason = log
    .split('\n')
    .map((line) => line.replace(/^npm (error|ERR!)\s*/, '').trim())
    .find((line) => line !== '' && !line.startsWith('code '))
  return `npm could not ${purpose}: ${reason ?? 'it gave no reason'} (all of it is in ${logFile}).`
}

function npmCommand() {
  const outer = process.env.npm_execpath
  if (outer && basename(outer) === 'npm-cli.js') return { command: process.execPath, args: [outer], shell: false }
  // Windows' npm is a batch file, and those start through the shell only; no argument of ours needs quoting.
  return { command: 'npm', args: [], shell: process.platform === 'win32' }
}
