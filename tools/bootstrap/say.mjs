/** One line for the person who waits. On stderr, because stdout belongs to the command that was asked for.
 * @param {string} line */
export function say(line) {
  process.stderr.write(`${line}\n`)
}

/** Says what is being done before it is done, and how long it took after.
 * @template T
 * @param {string} what @param {() => Promise<T>} work @returns {Promise<T>} */
export async function timed(what, work) {
  const startedAt = performance.now()
  process.stderr.write(`${what} … `)
  try {
    const result = await work()
    process.stderr.write(`${((performance.now() - startedAt) / 1000).toFixed(1)} s\n`)
    return result
  } catch (error) {
    process.stderr.write('failed\n')
    throw error
  }
}
