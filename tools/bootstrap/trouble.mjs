import { say } from './say.mjs'

/** Something a person can act on: the message is one clear sentence, shown without a stack. */
export class Trouble extends Error {
  /** @override */
  name = 'Trouble'
}

/** Runs a command to its exit code; trouble is told in its one sentence, anything else is a fault of ours and keeps its stack.
 * @param {() => Promise<number>} command */
export async function answer(command) {
  try {
    process.exitCode = await command()
  } catch (error) {
    if (!(error instanceof Trouble)) throw error
    say(error.message)
    process.exitCode = 1
  }
}
