/** A clip's samples, one array a channel, −1…1. */
export interface DecodedClip {
  channels: Float32Array<ArrayBuffer>[]
  sampleRateHz: number
}

/** Fetches and decodes a clip at its own rate, so that its frames are the file's. */
export async function decodeClip(url: string, sampleRateHz: number, signal: AbortSignal): Promise<DecodedClip> {
  const answer = await fetch(url, { signal })
  if (!answer.ok) throw new Error(`the studio answered ${answer.status}`)
  // An offline context opens no output, and decodes at the rate that it is given.
  const context = new OfflineAudioContext({ length: 1, sampleRate: sampleRateHz })
  const buffer = await context.decodeAudioData(await answer.arrayBuffer())
  const channels = Array.from({ length: buffer.numberOfChannels }, (_, index) => buffer.getChannelData(index))
  return { channels, sampleRateHz: buffer.sampleRate }
}
