import { ConnectionLost } from '../api/lost-connection.ts'
import type { StudioClient, StudioConnection } from '../api/studio-connection.ts'
import type { ChunkSink } from '../audio/chunk-courier.ts'
import type { SavedTake } from './saved-take.ts'

type BeginInput = Parameters<StudioClient['recording']['begin']>[0]

/** How long a take waits for the studio to come back before it is given up. */
const reconnectWithinMs = 30_000

/** Carries one take's chunks to the studio. The take is opened with its first chunk, so that recording starts before any answer. */
export function createUpload({ client, whenOpen }: Pick<StudioConnection, 'client' | 'whenOpen'>, begin: BeginInput) {
  let begun: Promise<{ takeId: string }> | null = null

  const takeId = async (): Promise<string> => {
    begun ??= client.recording.begin(begin)
    try {
      return (await begun).takeId
    } catch (error) {
      begun = null
      throw error
    }
  }

  const append: ChunkSink = async (sequence, samples) => {
    // A Blob travels over both doors; an ArrayBuffer would be lost on Electron's port.
    await client.recording.append({ takeId: await takeId(), sequence, samples: new Blob([samples]) })
  }

  const mayResend = async (failure: unknown): Promise<boolean> => {
    if (!(failure instanceof ConnectionLost)) return false
    const { promise: tooLate, resolve } = Promise.withResolvers<false>()
    const timer = setTimeout(() => resolve(false), reconnectWithinMs)
    try {
      return await Promise.race([whenOpen().then(() => true), tooLate])
    } finally {
      clearTimeout(timer)
    }
  }

  const finish = async (droppedFrames: number): Promise<SavedTake> => {
    const input = { takeId: await takeId(), droppedFrames }
    try {
      return await client.recording.finish(input)
    } catch (error) {
      if (!(await mayResend(error))) throw error
      return client.recording.finish(input)
    }
  }

  return { append, mayResend, finish }
}
