import { spawn } from 'node:child_process'
import { constants } from 'node:os'

/** @type {NodeJS.Signals[]} */
const passedOn = ['SIGINT', 'SIGTERM', 'SIGHUP']

/** A terminal (and Windows' console) gives Ctrl-C to every process in it; passing it on would deliver it twice.
 * @param {NodeJS.Signals} signal */
const reachesTheChildAnyway = (signal) => process.platform === 'win32' || (signal !== 'SIGTERM' && process.stdin.isTTY)

/**
 * Runs a program in this terminal, passes signals on to it, and resolves to the exit code that a shell would report.
 * @param {string} command @param {string[]} args @param {import('node:child_process').SpawnOptions} [options]
 * @returns {Promise<number>}
 */
export function launch(command, args, options = {}) {
  return new Promise((resolve, reject) => {
    /** @type {import('node:child_process').ChildProcess | undefined} */
    let child
    /** @param {NodeJS.Signals} signal */
    const passOn = (signal) => {
      if (!reachesTheChildAnyway(signal)) child?.kill(signal)
    }
    // Before the child is there: a signal in between would end us and leave it behind.
    for (const signal of passedOn) process.on(signal, passOn)
    const letGo = () => {
      for (const signal of passedOn) process.off(signal, passOn)
    }
    child = spawn(command, args, { stdio: 'inherit', ...options })
    child.once('error', (error) => {
      letGo()
      reject(error)
    })
    child.once('exit', (code, signal) => {
      letGo()
      resolve(code ?? 128 + (signal ? constants.signals[signal] : 0))
    })
  })
}
