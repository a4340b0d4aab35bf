import { execFile } from 'node:child_process'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { withLock } from './lock.mjs'
import { broughtMajor, oldestNode, runsTheStudio } from './node-version.mjs'
import { runNpm } from './npm.mjs'
import { say, timed } from './say.mjs'
import { Trouble } from './trouble.mjs'

/**
 * The Node that everything after the bootstrap runs on: this one where it is new enough, else one of our own in
 * `.runtime/`, brought when missing. Resolves to the executable's path.
 * @param {string} root
 */
export async function chooseNode(root) {
  if (runsTheStudio(process.version, process.features.typescript)) return process.execPath
  const node = broughtNode(root)
  if (isReady(root)) return node
  const waiting = (/** @type {number} */ pid) => say(`Waiting for another run (process ${pid}) that is bringing Node.`)
  await withLock(join(root, '.cache', 'node.lock'), () => bring(root, node), { waiting })
  return node
}

/** @param {string} root @param {string} node */
async function bring(root, node) {
  if (isReady(root) || (await works(node))) return writeReady(root)
  const runtime = join(root, '.runtime')
  await timed(
    `Bringing Node ${broughtMajor}, because this machine's ${process.version} is older than ${oldestNode}`,
    async () => {
      await rm(runtime, { recursive: true, force: true })
      await runNpm({
        root,
        name: 'node',
        // The "node" package fetches the executable for this platform in its install script: the one script ever run.
        args: ['install', '--prefix', '.runtime', '--no-save', '--ignore-scripts=false', `node@${broughtMajor}`],
        purpose: `bring Node ${broughtMajor} (or install Node ${oldestNode} or newer yourself)`,
      })
      if (!(await works(node))) {
        throw new Trouble(
          `The Node that npm brought does not run on this machine; install Node ${oldestNode} or newer and start again.`,
        )
      }
      writeReady(root)
    },
  )
}

/** @param {string} root */
function broughtNode(root) {
  const modules = join(root, '.runtime', 'node_modules')
  return process.platform === 'win32' ? join(modules, 'node', 'bin', 'node.exe') : join(modules, '.bin', 'node')
}

// Asking the executable costs 40 ms, on every command: a note beside it says that it once ran here.
const readyNote = `runs on ${process.platform}-${process.arch}\n`
/** @param {string} root */
const noteFile = (root) => join(root, '.runtime', 'ready')
/** @param {string} root */
const writeReady = (root) => writeFileSync(noteFile(root), readyNote)

/** @param {string} root */
function isReady(root) {
  return (
    existsSync(broughtNode(root)) && existsSync(noteFile(root)) && readFileSync(noteFile(root), 'utf8') === readyNote
  )
}

/** @param {string} node */
async function works(node) {
  const probe = 'process.stdout.write(process.version + " " + process.features.typescript)'
  try {
    const { stdout } = await promisify(execFile)(node, ['-e', probe])
    const [version = '', typescript] = stdout.split(' ')
    return runsTheStudio(version, typescript === 'strip')
  } catch {
    // Missing, cut short or made for another machine: in each case it has to be brought anew.
    return false
  }
}
