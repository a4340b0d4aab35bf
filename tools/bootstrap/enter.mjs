import { delimiter, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { endWithNpm } from './end-with-npm.mjs'
import { launch } from './launch.mjs'
import { chooseNode } from './own-node.mjs'
import { installPackages } from './packages.mjs'
import { answer } from './trouble.mjs'

export const root = fileURLToPath(new URL('../..', import.meta.url))

/**
 * The way in for every command: makes sure of Node and packages, then runs one of our scripts on that Node, with this
 * terminal, and ends with its exit code.
 * @param {string} script relative to the project @param {string[]} args @param {{ cwd?: string }} [options]
 */
export function enter(script, args, { cwd = process.cwd() } = {}) {
  endWithNpm()
  return answer(async () => {
    const node = await chooseNode(root)
    process.env.PATH = [dirname(node), process.env.PATH].join(delimiter)
    await installPackages(root)
    // Node 22 announces type stripping as experimental on every start.
    const flags = ['--disable-warning=ExperimentalWarning']
    return launch(node, [...flags, join(root, script), ...args], { cwd })
  })
}
