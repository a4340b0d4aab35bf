export const isLongRun = process.env['PHONEME_STUDIO_LONG'] !== undefined

/** How often a property is tried: that often in the long run, a third of it in each other one, of another seed each time. */
export const runs = (all: number) => (isLongRun ? all : Math.ceil(all / 3))

/** All in the long run, one of them in each other one, from day to day; the tests' names say which. */
export const inTurns = <One>(all: readonly One[]): readonly One[] => {
  const days = Math.floor(Date.now() / 86_400_000)
  return isLongRun ? all : all.slice(days % all.length).slice(0, 1)
}
