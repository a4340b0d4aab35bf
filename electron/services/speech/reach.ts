/** Whether a service answers at all. */
export interface Reach {
  heard(engine: string): void
  missed(engine: string, code: string): void
  /** Why it is not worth asking for now; null where it is. */
  silence(engine: string): string | null
}

const enough = 2
const restMs = 60_000

/**
 * Some networks swallow what is sent. After two deadlines in a row, and for a minute, who did not ask for that service by
 * name does not wait for it.
 */
export function createReach(clock: () => Date): Reach {
  const deadlines = new Map<string, { inARow: number; until: number }>()
  return {
    heard: (engine) => void deadlines.delete(engine),
    missed(engine, code) {
      // Any other fault tells at once.
      if (code !== 'DEADLINE') return
      const inARow = (deadlines.get(engine)?.inARow ?? 0) + 1
      deadlines.set(engine, { inARow, until: clock().getTime() + restMs })
    },
    silence(engine) {
      const known = deadlines.get(engine)
      return known && known.inARow >= enough && clock().getTime() < known.until ? 'DEADLINE' : null
    },
  }
}
