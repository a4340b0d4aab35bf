import { Buffer } from 'node:buffer'

/** 16-bit samples, one array a channel. */
export interface KnownSound {
  sampleRateHz: number
  channels: Int16Array[]
}

/**
 * A sound of which every 64 samples in a row occur nowhere else in it: a head of near-silence, then bursts of noise and
 * gliding tones with pauses between. The seed makes it repeatable.
 */
export function knownSound({
  sampleRateHz,
  channelCount,
  seconds,
  headSeconds,
  seed,
}: {
  sampleRateHz: number
  channelCount: number
  seconds: number
  headSeconds: number
  seed: number
}): KnownSound {
  const length = Math.round(seconds * sampleRateHz)
  const head = Math.round(headSeconds * sampleRateHz)
  const random = randomFrom(seed)
  const mono = new Int16Array(length)
  for (let at = 0; at < length; at += 1) {
    const since = (at - head) / sampleRateHz
    const loud = since >= 0 && since % 1.5 < 1
    const glide = loud ? 9000 * Math.sin(2 * Math.PI * (200 + 150 * since) * since) : 0
    mono[at] = Math.round(glide + (random() - 0.5) * (loud ? 6000 : 200))
  }
  return { sampleRateHz, channels: Array.from({ length: channelCount }, () => mono) }
}

/** Mulberry32: small, even, and the same everywhere. */
function randomFrom(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

/** A plain 16-bit WAV file. */
export function wavFile({ sampleRateHz, channels }: KnownSound): Buffer {
  const frames = channels[0]?.length ?? 0
  const blockAlign = channels.length * 2
  const bytes = Buffer.alloc(44 + frames * blockAlign)
  bytes.write('RIFF', 0)
  bytes.writeUInt32LE(36 + frames * blockAlign, 4)
  bytes.write('WAVEfmt ', 8)
  bytes.writeUInt32LE(16, 16)
  bytes.writeUInt16LE(1, 20)
  bytes.writeUInt16LE(channels.length, 22)
  bytes.writeUInt32LE(sampleRateHz, 24)
  bytes.writeUInt32LE(sampleRateHz * blockAlign, 28)
  bytes.writeUInt16LE(blockAlign, 32)
  bytes.writeUInt16LE(16, 34)
  bytes.write('data', 36)
  bytes.writeUInt32LE(frames * blockAlign, 40)
  for (let frame = 0; frame < frames; frame += 1)
    for (const [index, channel] of channels.entries())
      bytes.writeInt16LE(channel[frame] ?? 0, 44 + frame * blockAlign + index * 2)
  return bytes
}

export interface Match {
  /** Where in the known sound the recording starts. */
  offset: number
  /** Largest difference, in steps of 16 bits, over the whole recording. */
  worstSteps: number
}

/**
 * Finds where in the known sound a recording starts, and how far it is from it. `quietHead` frames of the recording may
 * be silence that was there before the sound began.
 */
export function matchRecording(recorded: Float32Array, known: Int16Array): Match | null {
  // A stretch in the middle of the recording is looked for; its start is not, since it may lie before the sound.
  const probeAt = Math.floor(recorded.length / 2)
  const probe = recorded.subarray(probeAt, probeAt + 64)
  for (let at = 0; at + probe.length <= known.length; at += 1) {
    if (!probe.every((sample, index) => Math.abs(sample * 32_768 - (known[at + index] ?? 0)) <= 0.5)) continue
    const offset = at - probeAt
    let worstSteps = 0
    for (let frame = 0; frame < recorded.length; frame += 1)
      worstSteps = Math.max(worstSteps, Math.abs((recorded[frame] ?? 0) * 32_768 - (known[offset + frame] ?? 0)))
    return { offset, worstSteps }
  }
  return null
}
