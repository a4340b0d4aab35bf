import { v7 } from 'uuid'
import { onTestFinished } from 'vitest'
import { defaultCheckLimits } from '#shared/acoustics/checks/check-limits.ts'
import { createRecording } from '#studio/services/recording.ts'
import { createSessions } from '#studio/services/sessions.ts'
import { createSpeakers } from '#studio/services/speakers.ts'
import { openDataFolder } from '#studio/storage/open-data-folder.ts'
import { createRecordingFiles } from '#studio/storage/recording-files.ts'
import { holdSpareRoom } from '#studio/storage/spare-room.ts'
import { aPhonemeId, anInput } from '#test/builders.ts'
import { chunkOf } from '#test/sounds.ts'
import { temporaryFolder } from '#test/temporary-folder.ts'
import { filledCatalog } from '../catalog/a-catalog.ts'

/** The recording service on a folder of its own, with an open session; closed when the test ends. */
export async function aRecording() {
  const root = temporaryFolder()
  const folder = await openDataFolder(root)
  const catalog = filledCatalog(root)
  const clock = () => new Date()
  const speakers = createSpeakers({ catalog, newId: v7, clock })
  const sessions = createSessions({ catalog, speakers, newId: v7, clock })
  const timers = new Set<() => void>()
  const recording = createRecording({
    catalog,
    recordingFiles: createRecordingFiles(folder, clock),
    holdSpareRoom: () => holdSpareRoom(folder),
    sessions,
    speakers,
    takeLimits: () => defaultCheckLimits,
    clock,
    later(_milliseconds, act) {
      timers.add(act)
      return () => timers.delete(act)
    },
  })
  onTestFinished(() => recording.close())
  const speaker = speakers.add({ displayName: 'Anna', consent: null })
  const session = sessions.open({ speakerId: speaker.id, input: anInput })
  const asked = {
    sessionId: session.id,
    phonemeId: aPhonemeId,
    promptId: null,
    input: anInput,
    context: 'isolated',
  } as const
  const begin = async (takeId = v7(), fields: Partial<Parameters<typeof recording.begin>[0]> = {}) =>
    (await recording.begin({ takeId, ...asked, ...fields })).takeId
  const append = (takeId: string, samples: Float32Array) => recording.append(takeId, 0, chunkOf(samples))
  return { root, folder, catalog, recording, sessions, speaker, session, begin, append, asked, timers }
}
