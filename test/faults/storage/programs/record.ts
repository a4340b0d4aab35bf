import { openDataFolder } from '#studio/storage/open-data-folder.ts'
import { createRecordingFiles } from '#studio/storage/recording-files.ts'
import { StorageFault } from '#studio/storage/storage-fault.ts'
import { countingChunk } from '../../../unit/storage/counting-sound.ts'

/**
 * Records a counting sound for ever, in chunks of as many frames as it is told, and says after each how many frames were
 * acknowledged. When nothing more can be written it says so, finishes, and says what came of it.
 */
const [root = '', takeId = '', chunkFrames = ''] = process.argv.slice(2)
const say = (message: object) => process.stdout.write(`${JSON.stringify(message)}\n`)

const recordings = createRecordingFiles(await openDataFolder(root), () => new Date('2026-03-09T12:00:00.000Z'))
const writer = await recordings.begin(takeId, { sampleRateHz: 48_000, channelCount: 1, sidecar: { takeId } })
try {
  for (let frames = 0; ; ) {
    frames = await writer.append(countingChunk(Number(chunkFrames), 1, frames))
    say({ frames })
  }
} catch (error) {
  if (!(error instanceof StorageFault)) throw error
  say({ fault: { code: error.code, savedFrames: error.savedFrames } })
}
const { fault, ...take } = await writer.finish()
say({ take, faultCode: fault?.code })
