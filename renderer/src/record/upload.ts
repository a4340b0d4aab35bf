import { v7 } from 'uuid'
import { ConnectionLost } from '../api/lost-connection.ts'
import type { StudioClient, StudioConnection } from '../api/studio-connection.ts'
import type { ChunkSink } from '../audio/chunk-courier.ts'
import type { SavedTake } from './saved-take.ts'

/** How the recorder ended the take. */
export type TakeEnd = Omit<Parameters<StudioClient['recording']['finish']>[0], 'takeId'>
type BeginInput = Omit<Parameters<StudioClient['recording']['begin']>[0], 'takeId'>

/** How long a take waits for the studio to come back before it is given up. */
const reconnectWithinMs = 30_000

/** Carries one take's chunks to the studio. The take is opened with its first chunk, so that recording starts before any answer. */
export function createUpload({ client, whenOpen }: Pick<StudioConnection, 'client' | 'whenOpen'>, begin: BeginInput) {
  // Ours, so that asking twice when an answer was lost opens one take.
  const takeId = v7()
  let begun: Promise<unknown> | null = null

  const opened = async () => {
    begun ??= client.recording.begin({ ...begin, takeId })
    try {
      await begun
    } catch (error) {
      begun = null
      throw error
    }
  }

  const append: ChunkSink = async (sequence, samples) => {
    await opened()
    // A Blob travels over both doors; an ArrayBuffer would be lost on Electron's port.
    await client.recording.append({ takeId, sequence, samples: new Blob([samples]) })
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

  const finish = async (ended: TakeEnd): Promise<SavedTake> => {
    const input = { takeId, ...ended }
    try {
      await opened()
      return await client.recording.finish(input)
    } catch (error) {
      if (!(await mayResend(error))) throw error
      return client.recording.finish(input)
    }
  }

  return { append, mayResend, finish }
}
