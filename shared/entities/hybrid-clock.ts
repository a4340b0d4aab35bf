/**
 * A hybrid logical clock (Kulkarni et al. 2014): the physical time, a counter for what happened within one
 * millisecond or while the clock stood still or ran back, and the device that wrote it. As text it sorts as it orders.
 */
export interface HybridTime {
  ms: number
  counter: number
  deviceId: string
}

export function hybridText({ ms, counter, deviceId }: HybridTime): string {
  return `${String(ms).padStart(15, '0')}-${counter.toString(16).padStart(6, '0')}-${deviceId}`
}

export function parseHybrid(text: string): HybridTime {
  const [, ms, counter, deviceId] = /^(\d{15})-([0-9a-f]{6})-(.+)$/.exec(text) ?? []
  if (ms === undefined || counter === undefined || deviceId === undefined)
    throw new RangeError(`not a hybrid time: ${text}`)
  return { ms: Number(ms), counter: Number.parseInt(counter, 16), deviceId }
}

const mostCount = 0xff_ffff

/** The next time on this device: always later than `last`, whatever the wall clock does. */
export function nextHybrid(last: HybridTime | null, nowMs: number, deviceId: string): HybridTime {
  if (last === null || nowMs > last.ms) return { ms: nowMs, counter: 0, deviceId }
  if (last.counter >= mostCount) return { ms: last.ms + 1, counter: 0, deviceId }
  return { ms: last.ms, counter: last.counter + 1, deviceId }
}
