/** A channel this far below the loudest carries nothing but its own input's hiss. */
const silentBelowLoudestDb = 40
/** Channels of opposite polarity would take the sound from each other. */
const cancelledBelowLoudestDb = 12

/**
 * One channel from several of equal length. Two-channel takes come in three sorts, and each has its own answer:
 *  – one microphone on both channels (what browsers give for a mono device): that channel, exactly;
 *  – one microphone on one input of an interface: the channel that carries it, exactly; a mean would halve it and add
 *    the empty input's hiss;
 *  – truly two: the mean, unless one is wired the other way round and the mean cancels: then the louder one.
 * It looks at the whole take, so that moving trim marks never changes which channel is heard.
 */
export function monoOf(channels: readonly Float32Array[]): Float32Array {
  const powers = channels.map(meanPower)
  const loudestPower = Math.max(...powers)
  const loudest = channels[powers.indexOf(loudestPower)]
  if (!loudest) throw new RangeError('a sound without a channel')
  const heard = channels.filter((_, index) => (powers[index] ?? 0) > loudestPower * ratio(-silentBelowLoudestDb))
  if (heard.every((channel) => same(channel, loudest))) return loudest
  const mean = loudest.map((_, frame) => heard.reduce((sum, channel) => sum + (channel[frame] ?? 0), 0) / heard.length)
  return meanPower(mean) < loudestPower * ratio(-cancelledBelowLoudestDb) ? loudest : mean
}

function meanPower(samples: Float32Array): number {
  return samples.reduce((sum, sample) => sum + sample * sample, 0) / Math.max(samples.length, 1)
}

function ratio(db: number): number {
  return 10 ** (db / 10)
}

function same(a: Float32Array, b: Float32Array): boolean {
  return a === b || (a.length === b.length && a.every((sample, frame) => sample === b[frame]))
}
