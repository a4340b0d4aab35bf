import { createHash } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { withLock } from './lock.mjs'
import { runNpm } from './npm.mjs'
import { say, timed } from './say.mjs'
import { Trouble } from './trouble.mjs'

/** @typedef {{ version?: string, optional?: boolean, os?: string[], cpu?: string[], libc?: string[] }} Locked */
/** @typedef {{ packages: Record<string, Locked> }} Lockfile */

/**
 * Makes node_modules what package-lock.json says, by `npm ci`, when it is missing or was made from another lockfile.
 * @param {string} root
 */
export async function installPackages(root) {
  if (isInLine(root)) return
  const waiting = (/** @type {number} */ pid) =>
    say(`Waiting for another run (process ${pid}) that is installing packages.`)
  await withLock(join(root, '.cache', 'packages.lock'), () => install(root), { waiting })
}

/** @param {string} root */
async function install(root) {
  if (isInLine(root)) return
  if (!wasInstalledByHand(root)) {
    const count = Object.keys(readLockfile(join(root, 'package-lock.json')).packages).length - 1
    await timed(`Installing packages (npm ci, ${count} at most)`, () =>
      // Development packages are named because NODE_ENV=production would leave them out, and the build needs them.
      runNpm({
        root,
        name: 'ci',
        args: ['ci', '--ignore-scripts', '--include=dev', '--include=optional'],
        purpose: 'install the packages',
      }),
    )
  }
  writeFileSync(stampFile(root), stamp(root))
}

/** Whether somebody's own `npm install` already made exactly this tree: then installing again would only take time.
 * @param {string} root */
function wasInstalledByHand(root) {
  const installed = join(root, 'node_modules', '.package-lock.json')
  if (!existsSync(installed)) return false
  return agree(readLockfile(join(root, 'package-lock.json')), readLockfile(installed), process)
}

/**
 * Whether the packages that `wanted` asks for on this platform are there in the same versions, and no others.
 * @param {Lockfile} wanted @param {Lockfile} present @param {{ platform: string, arch: string }} machine
 */
export function agree(wanted, present, { platform, arch }) {
  const strangers = Object.keys(present.packages).some((path) => !(path in wanted.packages))
  if (strangers) return false
  return Object.entries(wanted.packages).every(([path, { version, optional, os, cpu, libc }]) => {
    if (path === '') return true
    const found = present.packages[path]
    if (found) return found.version === version
    const forThisMachine = (os?.includes(platform) ?? false) && (cpu?.includes(arch) ?? false) && libc === undefined
    return optional === true && !forThisMachine
  })
}

/** @param {string} root */
const stampFile = (root) => join(root, 'node_modules', '.installed-from')

/** @param {string} root */
function isInLine(root) {
  return existsSync(stampFile(root)) && readFileSync(stampFile(root), 'utf8') === stamp(root)
}

/** The platform belongs to it: some packages differ by it, and folders get shared between machines.
 * @param {string} root */
function stamp(root) {
  const lockfile = join(root, 'package-lock.json')
  if (!existsSync(lockfile))
    throw new Trouble('package-lock.json is missing, so nothing can be installed; restore it and start again.')
  return `${createHash('sha256').update(readFileSync(lockfile)).digest('hex')} ${process.platform}-${process.arch}\n`
}

/** @param {string} file @returns {Lockfile} */
const readLockfile = (file) => JSON.parse(readFileSync(file, 'utf8'))
